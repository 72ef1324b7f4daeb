import type { DataConnectionRow } from '@portolan/db';
import type { ConnectionTarget } from '@portolan/drivers';
import type { TenantContext } from '../context.ts';
import { saveOutcome } from './save-outcome.ts';

/** A warehouse starts in seconds or in minutes: looked at soon, and then ever more rarely. */
const FIRST_MS = 1_000;
const LONGEST_MS = 10_000;
const PATIENCE_MS = 5 * 60_000;

/**
 * Goes on testing a connection whose warehouse was starting, beside the request, and keeps the outcome with the
 * connection when there is one.
 */
export function finishTestLater(
  ctx: TenantContext,
  row: DataConnectionRow,
  target: ConnectionTarget,
  since: Date,
): void {
  ctx.services.background(finish(ctx, row, target, since), 'the test of a starting warehouse could not be finished');
}

async function finish(
  ctx: TenantContext,
  row: DataConnectionRow,
  target: ConnectionTarget,
  since: Date,
): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (let wait = FIRST_MS; Date.now() < until; wait = Math.min(wait * 2, LONGEST_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const result = await ctx.services.drivers.diagnose(target, { tenant: ctx.tenant.id });
    // The service is ending: what it did not find out, the next test will.
    if (result.code === 'CANCELLED') return;
    if (result.code === 'WAREHOUSE_STARTING') continue;
    await saveOutcome(ctx, row, result, since);
    return;
  }
}
