import type { Context, Principal } from '../context.ts';
import { mutate } from '../mutate.ts';
import type { Right } from '../right.ts';
import { type AuditEntry, recordEvent } from './record-event.ts';

/**
 * Writes the event of what an agent did where the act wrote none itself: a look, or a call that failed. The caller's right
 * is held while it is written: whoever has lost it meanwhile is refused here.
 */
export async function recordAgentCall(
  ctx: Context & { principal: Principal; right: Right },
  entry: AuditEntry,
): Promise<void> {
  const { tenant } = ctx.principal;
  const acting = tenant ? { ...ctx, tenant } : ctx;
  await mutate(acting, (em) => recordEvent(em, acting, entry));
}
