import type { StageResult, TestConnectionInput, TestProgress } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { runTest } from './run-test.ts';

/** A test of what is not saved, told stage by stage; the result comes last. It ends with the request. */
export async function watchTest(
  ctx: TenantContext,
  input: TestConnectionInput,
): Promise<AsyncGenerator<TestProgress, void>> {
  await ctx.services.attempts.test.consume(ctx.principal.userId);
  return stagesOf(ctx, input);
}

async function* stagesOf(ctx: TenantContext, input: TestConnectionInput): AsyncGenerator<TestProgress, void> {
  const told: StageResult[] = [];
  let news = Promise.withResolvers<void>();
  const onStage = (stage: StageResult) => {
    told.push(stage);
    news.resolve();
  };
  const result = runTest(ctx, input, { onStage, signal: ctx.request.signal }).finally(() => news.resolve());
  let done = false;
  const ended = result.then(
    () => (done = true),
    () => (done = true),
  );
  while (!done) {
    await Promise.race([news.promise, ended]);
    news = Promise.withResolvers();
    for (let stage = told.shift(); stage; stage = told.shift()) yield { type: 'stage', stage };
  }
  yield { type: 'result', result: await result };
}
