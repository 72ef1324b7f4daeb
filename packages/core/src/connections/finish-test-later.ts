import { DataConnectionEntity } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { targetOf } from './connection-target.ts';
import { saveOutcome } from './save-outcome.ts';

/** A warehouse starts in seconds or in minutes: looked at soon, and then ever more rarely. */
const FIRST_MS = 1_000;
const LONGEST_MS = 10_000;
const PATIENCE_MS = 5 * 60_000;

/**
 * Goes on testing a connection whose warehouse was starting, beside the request, and keeps the outcome with the
 * connection when there is one. For as long as its caller may test, and the connection is there.
 */
export function finishTestLater(ctx: TenantContext, id: string, since: Date): void {
  const ended = (error: unknown) => {
    // Nobody is left to be refused: what could not be finished is not.
    if (!(error instanceof AppError)) throw error;
  };
  const failure = 'the test of a starting warehouse could not be finished';
  ctx.services.background(finish(ctx, id, since).catch(ended), failure);
}

async function finish(ctx: TenantContext, id: string, since: Date): Promise<void> {
  const { drivers, keyring } = ctx.services;
  const tenantId = ctx.tenant.id;
  const until = Date.now() + PATIENCE_MS;
  for (let wait = FIRST_MS; Date.now() < until; wait = Math.min(wait * 2, LONGEST_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const row = await mutate(ctx, (em) => em.findOne(DataConnectionEntity, { id, tenantId, deletedAt: null }));
    const target = row && (await targetOf(keyring, row));
    if (!target || 'code' in target) return;
    const result = await drivers.diagnose(target, { tenant: tenantId });
    // The service is ending: what it did not find out, the next test will.
    if (result.code === 'CANCELLED') return;
    if (result.code === 'WAREHOUSE_STARTING') continue;
    await saveOutcome(ctx, row, result, since);
    return;
  }
}
