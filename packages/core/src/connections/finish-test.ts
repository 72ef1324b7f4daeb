import { DataConnectionEntity } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { targetOf } from './connection-target.ts';
import { saveOutcome } from './save-outcome.ts';

/** Found out once the warehouse is there, or by another process where this one ends before. */
const NOT_YET: readonly unknown[] = ['WAREHOUSE_STARTING', 'CANCELLED', 'DRIVER_HOST_UNREACHABLE'];

/**
 * Tests a connection again whose warehouse was starting, and keeps the outcome with it. Answers whether there is one, or
 * nothing left to be tested. `since` is the test that this one ends.
 */
export async function finishTest(ctx: TenantContext, id: string, since: Date): Promise<boolean> {
  const { drivers, keyring } = ctx.services;
  const tenantId = ctx.tenant.id;
  const row = await mutate(ctx, (em) => em.findOne(DataConnectionEntity, { id, tenantId, deletedAt: null }));
  const target = row && (await targetOf(keyring, row));
  if (!target || 'code' in target) return true;
  const result = await drivers.diagnose(target, { tenant: tenantId });
  if (NOT_YET.includes(result.code)) return false;
  await saveOutcome(ctx, row, result, { since });
  return true;
}
