import type { Services } from '../context.ts';
import type { Attempt } from './begin-attempt.ts';

/** How an attempt has ended: delivered where there is no failure. */
export interface Outcome {
  answerCode: number | null;
  failure: string | null;
  /** Nothing will help: the target has said so itself. */
  isFinal?: boolean;
}

const DAY_MS = 86_400_000;
const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** Twice as long after each attempt, up to an hour; a little of chance keeps those that failed together apart. */
export function retryDelay(attempts: number, chance: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 16)) * (1 + chance / 10);
}

const END = `
  update notification_deliveries set status = ?, answer_code = ?, failure = ?, next_attempt_at = ?, ended_at = ?
  where id = ? and status = 'pending'`;

/** Writes down how an attempt has ended, and sees to the next one where it failed within a day. */
export async function endAttempt(
  services: Services,
  { rule, delivery }: Attempt,
  { answerCode, failure, isFinal = false }: Outcome,
  now: Date,
): Promise<void> {
  const { tenantId } = delivery;
  const isOver = isFinal || now.getTime() >= new Date(delivery.createdAt).getTime() + DAY_MS;
  const status = failure === null ? 'delivered' : isOver ? 'failed' : 'pending';
  const next = status === 'pending' ? new Date(now.getTime() + retryDelay(delivery.attempts, Math.random())) : null;
  await services.db.transaction({ tenantId }, async (em) => {
    await em.execute(END, [status, answerCode, failure, next, next ? null : now, delivery.id], 'run');
    if (next) await services.jobs.deliver(em, { tenantId, deliveryId: delivery.id }, next);
    // What has gathered behind it.
    else await services.jobs.gatherEvents(em, { tenantId, ruleId: rule.id });
  });
}
