import { publicMessage, type TestResult } from '@portolan/contract';
import { DataConnectionEntity, type DataConnectionRow, type EntityManager, FOR_UPDATE } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { sameTarget } from './same-target.ts';
import { foundByTest, outcomeOfTest, testAct } from './test-act.ts';

interface SaveOptions {
  /** The test that this one ends: where somebody has tested again in between, theirs stays. */
  since?: Date;
  /** Becomes true with the outcome. */
  with?: (em: EntityManager, testedAt: Date) => Promise<void>;
}

/** Keeps the outcome of a test with its connection. */
export async function saveOutcome(
  ctx: TenantContext,
  row: DataConnectionRow,
  result: TestResult,
  { since, with: also }: SaveOptions = {},
): Promise<void> {
  const tenantId = ctx.tenant.id;
  const lastTestedAt = new Date();
  // Everybody who may read the connection reads this.
  const lastTestMessage = publicMessage(result);
  const outcome = { lastTestedAt, lastTestResult: result.success, lastTestMessage };
  await mutate(ctx, async (em, held) => {
    const where = { id: row.id, tenantId, ...(since ? { lastTestedAt: since } : {}) };
    const now = await em.findOne(DataConnectionEntity, where, { lockMode: FOR_UPDATE });
    if (!now && since) return;
    // Somebody has led it elsewhere while it was dialled: what was found is not about it any more.
    if (now && sameTarget(row, now)) Object.assign(now, outcome);
    await em.flush();
    const act = testAct(row, row);
    const details = { ...act.details, ...foundByTest(result) };
    await recordEvent(em, held, { ...act, outcome: outcomeOfTest(result), details });
    await also?.(em, lastTestedAt);
  });
}
