import type { StageResult, TestProgress, TestResult } from '@portolan/contract';

/** A test as it goes: each stage when it has ended, then the result. It goes on where nobody listens any more. */
export async function* stagesOf(
  test: (onStage: (stage: StageResult) => void) => Promise<TestResult>,
): AsyncGenerator<TestProgress, void> {
  const told: StageResult[] = [];
  let news = Promise.withResolvers<void>();
  const onStage = (stage: StageResult) => {
    told.push(stage);
    news.resolve();
  };
  const result = test(onStage).finally(() => news.resolve());
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
