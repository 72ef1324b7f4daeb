/** How much of a stream may be told between two questions whether its listener still may hear it. */
const ITEMS = 500;
const BUSY_MS = 1_000;
/** How long a stream may be quiet between two of them. */
const QUIET_MS = 10_000;

const QUIET = Symbol('quiet');

export interface Listening {
  /** Throws once the listener may not. */
  ask(): Promise<void>;
  /** Ends what makes the stream. */
  end(): void;
}

/** The same stream, for as long as its listener may hear it: asked with each page of it, and while it is quiet. */
export async function* whileAllowed(
  stream: AsyncIterable<unknown>,
  { ask, end }: Listening,
): AsyncGenerator<unknown, void> {
  const items = stream[Symbol.asyncIterator]();
  let told = 0;
  let asked = performance.now();
  let quiet = alarm(QUIET_MS);
  const askNow = async () => {
    quiet.clear();
    await ask();
    told = 0;
    asked = performance.now();
    quiet = alarm(QUIET_MS);
  };
  try {
    for (let next = items.next(); ; ) {
      const result = await Promise.race([next, quiet.rings]);
      if (result === QUIET) {
        await askNow();
        continue;
      }
      if (result.done) return;
      if (++told > ITEMS || performance.now() - asked > BUSY_MS) await askNow();
      yield result.value;
      next = items.next();
    }
  } finally {
    quiet.clear();
    end();
    // Not waited for: what is quiet ends when it is told to, by `end`.
    void items.return?.().catch(() => {});
  }
}

function alarm(ms: number): { rings: Promise<typeof QUIET>; clear(): void } {
  const { promise, resolve } = Promise.withResolvers<typeof QUIET>();
  const timer = setTimeout(() => resolve(QUIET), ms);
  return { rings: promise, clear: () => clearTimeout(timer) };
}
