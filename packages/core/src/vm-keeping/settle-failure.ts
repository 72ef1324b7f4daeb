import { ComputeError } from '@portolan/compute';
import { ImageFailure } from '../ports/index.ts';
import { applyPower } from './apply-power.ts';
import { type Change, journal, RELEASED, type Told } from './journal.ts';
import { isKnown, reasonOf } from './reason-of.ts';
import type { Working } from './working.ts';

/** In vain for half a minute in all: a hypervisor that was only restarted is back by then. */
const MOST = 6;
const LONGEST_SECONDS = 60;

/** What becomes of what could not be done: tried again soon, or given up with the reason. */
export async function settleFailure(working: Working, error: unknown): Promise<void> {
  const { services, vm } = working;
  const isAway = mayPass(error);
  if (!isKnown(error)) services.log.error({ err: error, machine: vm.id }, 'a machine could not be looked after');
  const reason = reasonOf(error);
  const attempts = vm.attempts + 1;
  const isTriedAgain = vm.isDeleted || (isAway && attempts < MOST);
  if (isTriedAgain) {
    const seconds = Math.min(LONGEST_SECONDS, 2 ** Math.min(vm.attempts, 6));
    const again = [`next_at = now() + interval '${seconds} seconds'`, ...RELEASED];
    const told: Told = ['WARN', `${reason}; it is tried again`];
    return journal(services, vm, { change: { attempts }, sql: again, told: attempts === 1 ? told : undefined });
  }
  if (vm.status === 'PROVISIONING') return giveUpMaking(working, reason, isAway);
  if (vm.pending) return giveUpAction(working, reason, error);
  // People call it so all the same.
  const told: Told = ['WARN', `The hypervisor does not call it ${vm.name}: ${reason}`];
  await journal(services, vm, { change: { told_name: vm.name, attempts: 0 }, sql: RELEASED, told });
}

/** Nothing half made stays where the hypervisor answers; it is made on, or deleted, by whoever says so. */
async function giveUpMaking({ services, vm, target, signal }: Working, reason: string, isAway: boolean): Promise<void> {
  const change: Change = { status: 'ERROR', failure: reason, progress_bytes: null, progress_total: null, attempts: 0 };
  const isClean = !isAway && (await services.compute.remove(target, vm.id, { signal }).then(yes, no));
  // Somebody may have taken the image away meanwhile: it is looked for again.
  const back = `step = case when source_type = 'iso' or volume is null then 'asked' else 'image' end`;
  const sql = isClean ? [back, 'told_name = null', ...RELEASED] : RELEASED;
  await journal(services, vm, { change, sql, told: ['ERROR', `Not made: ${reason}`] });
}

async function giveUpAction({ services, vm }: Working, reason: string, error: unknown): Promise<void> {
  const isGone = error instanceof ComputeError && error.code === 'NOT_FOUND';
  const told: Told = ['ERROR', `Not done (${vm.pending}): ${reason}`];
  await journal(services, vm, { change: { pending: null, failure: reason, attempts: 0 }, sql: RELEASED, told });
  if (isGone) await applyPower(services, vm.hypervisorId, { id: vm.id, power: 'removed' });
}

/** Whether it may go well another time; of what nobody has foreseen nothing is known. */
function mayPass(error: unknown): boolean {
  if (error instanceof ImageFailure) return !error.isFinal;
  return !(error instanceof ComputeError) || error.code === 'UNREACHABLE';
}

const yes = () => true;
const no = () => false;
