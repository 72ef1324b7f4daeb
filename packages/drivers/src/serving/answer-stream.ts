import { BEAT_MS, sealLine } from '../wire/index.ts';
import type { Part } from './perform.ts';

interface Answering {
  id: string;
  key: CryptoKey;
  parts: AsyncGenerator<Part, void>;
  /** Nobody listens any more, or all was said. */
  onEnd(error?: unknown): void;
}

/**
 * The lines of one answer, each made when somebody takes it: whoever reads slowly holds the reading. What takes long says
 * now and then that it is still at it.
 */
export function answerStream({ id, key, parts, onEnd }: Answering): ReadableStream<Uint8Array<ArrayBuffer>> {
  let seq = 0;
  let next: Promise<IteratorResult<Part, void>> | null = null;
  const line = ([head, tail]: Part) => sealLine(key, { id, seq: seq++, ...head }, tail);
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          next ??= parts.next();
          const came = await orBeat(next);
          if (came === 'beat') {
            controller.enqueue(await line([{ type: 'beat' }]));
            return;
          }
          next = null;
          if (!came.done) {
            controller.enqueue(await line(came.value));
            return;
          }
          controller.close();
          onEnd();
        } catch (error) {
          // Cut off: whoever listens knows an answer without its end from a whole one.
          controller.error(new Error('the call broke off'));
          onEnd(error);
        }
      },
      cancel: () => onEnd(),
    },
    { highWaterMark: 0 },
  );
}

async function orBeat<T>(work: Promise<T>): Promise<T | 'beat'> {
  const { promise, resolve } = Promise.withResolvers<'beat'>();
  const timer = setTimeout(resolve, BEAT_MS, 'beat');
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
