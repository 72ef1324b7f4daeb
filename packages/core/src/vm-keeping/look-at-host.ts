import type { HypervisorTarget, Machine } from '@portolan/compute';
import { seeHypervisor } from '../hypervisors/index.ts';
import { idArray } from '../id-array.ts';
import { applyPower } from './apply-power.ts';
import { evictImages } from './evict-images.ts';
import { syncTemplates } from './sync-templates.ts';
import type { KeepingServices } from './working.ts';

/** Those that were there before the look began, and are not in it. */
const MISSING = `
  select id from vms
  where hypervisor_id = ? and step = 'made' and deleted_at is null and made_at < ?::timestamptz
    and not id = any(?::uuid[])`;
const KNOWN = 'select id from vms where hypervisor_id = ? and id = any(?::uuid[])';
const STRANGERS = 'update hypervisors set strangers = ? where id = ? and strangers <> ?';

/** With less of its disk free than this, images that no machine has are in the way of machines. */
const TIGHT = 0.1;

/** One look at all that a hypervisor has: machines that are gone, strangers among them, its room and its templates. */
export async function lookAtHost(
  services: KeepingServices,
  target: HypervisorTarget,
  signal: AbortSignal,
): Promise<void> {
  const { db, compute } = services;
  const [row] = await db.ownerRows<{ now: string }>('select clock_timestamp()::text as now');
  const machines = await compute.list(target, { signal });
  const capacity = await compute.capacity(target, { signal });
  await db.ownerTransaction((em) => seeHypervisor(em, target.id, { success: true, message: '', capacity }));
  if (capacity.diskGbFree < TIGHT * capacity.diskGb) await evictImages(services, target, { signal });
  await noteMissing(services, target.id, { since: row?.now ?? '', ids: machines.map(({ id }) => id) });
  await noteStrangers(services, target.id, machines);
  await syncTemplates(services, target.id, await compute.templates(target, { signal }));
}

async function noteMissing(
  { db }: KeepingServices,
  hypervisorId: string,
  { since, ids }: { since: string; ids: string[] },
): Promise<void> {
  const missing = await db.ownerTransaction((em) =>
    em.execute<{ id: string }[]>(MISSING, [hypervisorId, since, idArray(ids)]),
  );
  for (const { id } of missing) await applyPower({ db }, hypervisorId, { id, power: 'removed' });
}

/** Marked as ours without a row, or not marked at all; those of other installations are theirs. */
async function noteStrangers({ db }: KeepingServices, hypervisorId: string, machines: Machine[]): Promise<void> {
  const own = await db.installation();
  const candidates = machines.filter(({ mark }) => !mark || mark.installation === own);
  await db.ownerTransaction(async (em) => {
    const ids = idArray(candidates.map(({ id }) => id));
    const known = await em.execute<object[]>(KNOWN, [hypervisorId, ids]);
    const count = candidates.length - known.length;
    await em.execute(STRANGERS, [count, hypervisorId, count], 'run');
  });
}
