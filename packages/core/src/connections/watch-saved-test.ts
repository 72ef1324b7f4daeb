import type { ConnectionIdInput, TestProgress } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { stagesOf } from '../stages-of.ts';
import { runSavedTest } from './run-saved-test.ts';

/**
 * The test of a saved connection, told stage by stage; the result comes last. Whoever leaves does not end it: what is kept
 * with the connection is what its database said, not that somebody had no time.
 */
export async function watchSavedTest(
  ctx: TenantContext,
  input: ConnectionIdInput,
): Promise<AsyncGenerator<TestProgress, void>> {
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  return stagesOf((onStage) => runSavedTest(ctx, input, { onStage }));
}
