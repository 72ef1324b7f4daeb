import type { ConnectionIdInput, TestResult } from '@portolan/contract';
import { DataConnectionEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { refusedTest, targetOf } from './connection-target.ts';
import { requireConnection } from './find-connection.ts';

/** Tests a saved connection and keeps the outcome with it. No transaction is open while the database is dialled. */
export async function testSavedConnection(ctx: TenantContext, input: ConnectionIdInput): Promise<TestResult> {
  const { db, drivers, keyring } = ctx.services;
  const tenantId = ctx.tenant.id;
  const row = await db.transaction({ tenantId }, (em) => requireConnection(em, ctx, input.id));
  const target = await targetOf(keyring, row);
  const result = 'code' in target ? refusedTest(target) : await drivers.diagnose(target, { tenant: ctx.tenant.id });
  const outcome = { lastTestedAt: new Date(), lastTestResult: result.success, lastTestMessage: result.message };
  await db.transaction({ tenantId }, async (em) => {
    await em.nativeUpdate(DataConnectionEntity, { id: row.id, tenantId }, outcome);
    const details = { name: row.name, success: result.success, latencyMs: result.latencyMs, code: result.code };
    await recordEvent(em, ctx, { action: 'connections:test', entityType: 'connection', entityId: row.id, details });
  });
  return result;
}
