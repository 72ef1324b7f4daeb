import type { TestConnectionInput, TestProgress } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { stagesOf } from '../stages-of.ts';
import { runTest } from './run-test.ts';

/** A test of what is not saved, told stage by stage; the result comes last. It ends with the request. */
export async function watchTest(
  ctx: TenantContext,
  input: TestConnectionInput,
): Promise<AsyncGenerator<TestProgress, void>> {
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  const { signal } = ctx.request;
  return stagesOf((onStage) => runTest(ctx, input, { onStage, signal }));
}
