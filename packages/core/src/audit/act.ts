import type { CallerContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { type AuditEntry, recordEvent } from './record-event.ts';

/** An act that uses a secret, as the log tells of it: what is done, to what. */
export type Act = Omit<AuditEntry, 'outcome'>;

/** Commits the event of an act before it is done: where it cannot be written, nobody is dialled and nothing changes. */
export async function beginAct(ctx: CallerContext, act: Act): Promise<void> {
  await mutate(ctx, (em, held) => recordEvent(em, held, { ...act, outcome: 'started' }));
}

/** How the act ended, by an event of its own; `found` is what it found out. */
export async function endAct(
  ctx: CallerContext,
  act: Act,
  outcome: 'success' | 'failure',
  found: Record<string, unknown> = {},
): Promise<void> {
  const details = { ...act.details, ...found };
  await mutate(ctx, (em, held) => recordEvent(em, held, { ...act, outcome, details }));
}
