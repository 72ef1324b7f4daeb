import { publicMessage, type TestResult } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';

/**
 * Keeps the outcome of a test with its connection, and answers when that was. `since` is the test that this one ends:
 * where somebody has tested again in between, theirs stays.
 */
export async function saveOutcome(
  ctx: TenantContext,
  row: DataConnectionRow,
  result: TestResult,
  since?: Date,
): Promise<Date> {
  const tenantId = ctx.tenant.id;
  const lastTestedAt = new Date();
  // Everybody who may read the connection reads this.
  const lastTestMessage = publicMessage(result);
  const outcome = { lastTestedAt, lastTestResult: result.success, lastTestMessage };
  await mutate(ctx, async (em, held) => {
    const where = { id: row.id, tenantId, ...(since ? { lastTestedAt: since } : {}) };
    const changed = await em.nativeUpdate(DataConnectionEntity, where, outcome);
    if (changed === 0) return;
    const details = { name: row.name, success: result.success, latencyMs: result.latencyMs, code: result.code };
    await recordEvent(em, held, { action: 'connections:test', entityType: 'connection', entityId: row.id, details });
  });
  return lastTestedAt;
}
