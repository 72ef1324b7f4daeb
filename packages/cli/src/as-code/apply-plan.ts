import type { Change, Plan } from './change.ts';
import { type Making, makeChange } from './make-change.ts';
import { nameKey } from './names.ts';
import { stageOf } from './plan-hub.ts';
import { isFinal, type Refusal, toRefusal } from './refusal.ts';

/** As many changes as are under way at a time: the client sends ten with a request. */
const AT_ONCE = 40;

export interface Outcome {
  done: Change[];
  failed: { change: Change; refusal: Refusal }[];
  /** What needs something that failed, or was left when nothing could go on. */
  skipped: Change[];
}

/** Makes the changes of a plan, stage by stage. Where one fails, all go on that do not need it. */
export async function applyPlan(
  { changes }: Pick<Plan, 'changes'>,
  making: Making,
  onProgress: (done: number) => void = () => {},
): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [], skipped: [] };
  let isOver = false;
  const make = async (change: Change) => {
    if (isOver || isHindered(change, outcome)) return void outcome.skipped.push(change);
    try {
      await makeChange(making, change);
      onProgress(outcome.done.push(change));
    } catch (error) {
      const refusal = toRefusal(error);
      isOver ||= isFinal(refusal);
      outcome.failed.push({ change, refusal });
    }
  };
  for (let at = 0; at < changes.length; ) {
    const stage = stageOf(changes[at] as Change);
    const together = changes.slice(at).filter((one) => stageOf(one) === stage);
    // Roles wait for each other on the hub, and a tenant takes its time: these one by one.
    await sideBySide(together, together[0]?.kind === 'connection' ? AT_ONCE : 1, make);
    at += together.length;
  }
  return outcome;
}

/** Whether a change needs what was not done: its tenant, or its role. */
function isHindered(change: Change, { failed, skipped }: Outcome): boolean {
  return [...failed.map((one) => one.change), ...skipped].some((other) => {
    if (other.tenant !== change.tenant || other === change) return false;
    if (other.kind === 'tenant') return true;
    const isOfRole = change.kind === 'members' || (change.kind === 'role' && change.action === 'delete');
    const isBefore = other.kind === 'role' || other.kind === 'members';
    return isOfRole && isBefore && nameKey(other.name) === nameKey(change.name);
  });
}

async function sideBySide<T>(all: readonly T[], most: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = all[Symbol.iterator]();
  const worker = async () => {
    for (const one of { [Symbol.iterator]: () => left }) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker));
}
