import type { ConnectionIdInput, TestResult } from '@portolan/contract';
import { beginAct } from '../audit/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { refusedTest, targetOf } from './connection-target.ts';
import { requireConnection } from './find-connection.ts';
import { finishTestLater } from './finish-test-later.ts';
import { publicResult } from './public-result.ts';
import { saveOutcome } from './save-outcome.ts';
import { testAct } from './test-act.ts';

/**
 * Tests a saved connection and keeps the outcome with it. No transaction is open while the database is dialled. A
 * warehouse that is only starting is answered as such, and the test is finished without its caller.
 */
export async function testSavedConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<TestResult> {
  const { drivers, keyring } = ctx.services;
  const tenantId = ctx.tenant.id;
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, input.id));
  await beginAct(ctx, testAct(row, row));
  const target = await targetOf(keyring, row);
  if ('code' in target) {
    const refused = refusedTest(target);
    await saveOutcome(ctx, row, refused);
    return refused;
  }
  const result = await drivers.diagnose(target, { tenant: tenantId });
  const testedAt = await saveOutcome(ctx, row, result);
  if (result.code === 'WAREHOUSE_STARTING') finishTestLater(ctx, row.id, testedAt);
  return publicResult(ctx, result);
}
