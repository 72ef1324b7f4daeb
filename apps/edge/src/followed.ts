export interface Following {
  /** Runs a step as a part of the request. */
  run<T>(step: () => T): T;
  /** Called once, when the body is sent or nobody wants it any more. */
  whenOver(): void;
}

/** A comment, as streams of events know it. */
const BEAT = new TextEncoder().encode(':\n');
const BEAT_MS = 2_000;

const isEvents = ({ headers }: Response) => headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/** The same answer; a stream of events is written to now and then, by which it is noticed that somebody has left. */
export function withBeats(response: Response): Response {
  if (response.body === null || !isEvents(response)) return response;
  return followed(response, { run: (step) => step(), whenOver: () => {} });
}

/** The same answer, its body read as a part of its request, and told of when it is over. */
export function followed(response: Response, following: Following): Response {
  if (response.body === null) {
    following.whenOver();
    return response;
  }
  return new Response(followedBody(response.body, { ...following, beats: isEvents(response) }), response);
}

function followedBody(body: ReadableStream, { run, whenOver, beats }: Following & { beats: boolean }): ReadableStream {
  const reader = run(() => body.getReader());
  let reading: Promise<ReadableStreamReadResult<unknown>> | undefined;
  return new ReadableStream({
    async pull(controller) {
      reading ??= run(() => reader.read());
      try {
        const read = beats ? await within(reading, BEAT_MS) : await reading;
        if (read === null) return controller.enqueue(BEAT);
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
