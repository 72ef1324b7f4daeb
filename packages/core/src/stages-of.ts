type Progress<Stage, Result> = { type: 'stage'; stage: Stage } | { type: 'result'; result: Result };

/** A test as it goes: each stage when it has ended, then the result. It goes on where nobody listens any more. */
export async function* stagesOf<Stage extends object, Result>(
  test: (onStage: (stage: Stage) => void) => Promise<Result>,
): AsyncGenerator<Progress<Stage, Result>, void> {
  const told: Stage[] = [];
  let news = Promise.withResolvers<void>();
  const onStage = (stage: Stage) => {
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
