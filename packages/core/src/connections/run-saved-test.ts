import type { ConnectionIdInput, TestResult } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { beginAct } from '../audit/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import type { LaterTest } from '../ports/index.ts';
import { refusedTest, targetOf } from './connection-target.ts';
import { requireConnection } from './find-connection.ts';
import { hushed, publicResult, type Watcher } from './public-result.ts';
import { saveOutcome } from './save-outcome.ts';
import { testAct } from './test-act.ts';

/**
 * The test of a saved connection, whose outcome is kept with it. Whoever asks has counted it. No transaction is open while the database is dialled. A
 * warehouse that is only starting is answered as such, and the test is finished without its caller.
 */
export async function runSavedTest(
  ctx: TenantContext,
  input: ConnectionIdInput,
  watcher: Watcher = {},
): Promise<TestResult> {
  const { drivers, keyring } = ctx.services;
  const tenantId = ctx.tenant.id;
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, input.id));
  await beginAct(ctx, testAct(row, row));
  const target = await targetOf(keyring, row);
  if ('code' in target) {
    const refused = refusedTest(target);
    await saveOutcome(ctx, row, refused);
    return refused;
  }
  const result = await drivers.diagnose(target, { tenant: tenantId, ...hushed(ctx, watcher) });
  const isStarting = result.code === 'WAREHOUSE_STARTING';
  const later = (em: EntityManager, testedAt: Date) =>
    ctx.services.jobs.finishTest(em, laterTest(ctx, row.id, testedAt));
  await saveOutcome(ctx, row, result, isStarting ? { with: later } : {});
  return publicResult(ctx, result);
}

function laterTest(ctx: TenantContext, connectionId: string, testedAt: Date): LaterTest {
  const { id, address, userAgent } = ctx.request;
  return {
    tenantId: ctx.tenant.id,
    connectionId,
    credential: ctx.principal.credential,
    right: ctx.right,
    request: { id, address, userAgent },
    since: testedAt.toISOString(),
  };
}
