export interface Following {
  /** Runs a step as a part of the request. */
  run<T>(step: () => T): T;
  /** Called once, when the body is sent or nobody wants it any more. */
  whenOver(): void;
  /** What is said in between where nothing else is, and after how long. */
  beat?: { bytes: Uint8Array; ms: number };
}

/** The same body, read as a part of its request, and told of when it is over. */
export function followed(body: ReadableStream, { run, whenOver, beat }: Following): ReadableStream {
  const reader = run(() => body.getReader());
  let reading: Promise<ReadableStreamReadResult<unknown>> | undefined;
  return new ReadableStream({
    async pull(controller) {
      reading ??= run(() => reader.read());
      try {
        const read = beat ? await within(reading, beat.ms) : await reading;
        // Whoever has left is noticed by writing alone.
        if (read === null) return controller.enqueue(beat?.bytes);
        reading = undefined;
        if (!read.done) return controller.enqueue(read.value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      whenOver();
    },
    async cancel(reason) {
      await run(() => reader.cancel(reason)).finally(whenOver);
    },
  });
}

/** What comes within a time; null where nothing does. */
async function within<T>(coming: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  try {
    return await Promise.race([coming, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
