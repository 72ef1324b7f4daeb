import { ComputeError, type HypervisorTarget } from '@portolan/compute';
import { Bell } from '../bell.ts';
import { hypervisorTarget, seeHypervisor } from '../hypervisors/index.ts';
import { applyPower } from './apply-power.ts';
import type { ClaimedHost } from './claim-hosts.ts';
import { lookAtHost } from './look-at-host.ts';
import { noteAddresses } from './note-addresses.ts';
import { pause } from './pause.ts';
import type { KeepingServices } from './working.ts';

/** How often it is looked at as a whole, and its machines for their addresses. */
const LOOK_MS = 15_000;
const ADDRESS_MS = 5_000;
/** Events of strangers come in flocks. */
const LEAST_MS = 1_000;
/** When one that was lost is tried again. */
const AGAIN_MS = 3_000;
/** One of ours, made or not yet. */
const OURS = 'select from vms where id = $1';

/** Looks after a hypervisor until the signal fires: what it tells of its machines, what room it has, what it has templates of. */
export async function keepHost(
  services: KeepingServices,
  { id, host }: ClaimedHost,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const target = await hypervisorTarget(services.keyring, host);
      if ('code' in target) throw new ComputeError('REFUSED', target.message);
      await attend(services, target, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ComputeError)) services.log.warn({ err: error, hypervisor: id }, 'a hypervisor was lost');
      const message = error instanceof ComputeError ? error.message : 'It could not be looked after';
      await services.db
        .ownerTransaction((em) => seeHypervisor(em, id, { success: false, message }))
        .catch((err) => services.log.warn({ err, hypervisor: id }, 'how a hypervisor is could not be kept'));
    }
    await pause(AGAIN_MS, signal);
  }
}

/** Rejects when it is lost. */
async function attend(services: KeepingServices, target: HypervisorTarget, signal: AbortSignal): Promise<void> {
  await lookAtHost(services, target, signal);
  const leaving = new AbortController();
  const strange = new Bell();
  const until = AbortSignal.any([signal, leaving.signal]);
  const tasks = [listen, look, findAddresses].map((task) =>
    task(services, target, until, strange).finally(() => leaving.abort()),
  );
  await Promise.all(tasks).finally(() => Promise.allSettled(tasks));
}

/** Rings when something has become of a machine that is none of ours. */
async function listen(
  { compute, db }: KeepingServices,
  target: HypervisorTarget,
  until: AbortSignal,
  strange: Bell,
): Promise<void> {
  for await (const event of compute.watch(target, until)) {
    if (event.type === 'lost') throw new ComputeError('UNREACHABLE', event.message);
    await applyPower({ db }, target.id, event);
    if ((await db.ownerRows(OURS, [event.id])).length === 0) strange.ring();
  }
}

async function look(
  services: KeepingServices,
  target: HypervisorTarget,
  until: AbortSignal,
  strange: Bell,
): Promise<void> {
  until.addEventListener('abort', strange.ring, { once: true });
  while (!until.aborted) {
    await pause(LEAST_MS, until);
    await strange.rung(LOOK_MS - LEAST_MS);
    if (!until.aborted) await lookAtHost(services, target, until);
  }
}

async function findAddresses(services: KeepingServices, target: HypervisorTarget, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await noteAddresses(services, target, until);
    await pause(ADDRESS_MS, until);
  }
}
