import { type AnswerKey, BEAT_MS, type Bytes, sealLine } from '../wire/index.ts';
import type { Part } from './perform.ts';

interface Answering {
  id: string;
  key: AnswerKey;
  parts: AsyncGenerator<Part, void>;
  /** Nobody listens any more, or all was said. */
  onEnd(error?: unknown): void;
}

/** The lines of one answer. What takes long says now and then that it is still at it. */
export class Answer {
  readonly #answering: Answering;
  #seq = 0;
  #next: Promise<IteratorResult<Part, void>> | null;

  /** Begins at once: while the first line is made, its way is prepared on both sides. */
  constructor(answering: Answering) {
    this.#answering = answering;
    this.#next = answering.parts.next();
    // What fails is told by the stream, by its breaking off.
    this.#next.catch(() => {});
  }

  /** Each line but the first is made when somebody takes it: whoever reads slowly holds the reading. */
  stream(): ReadableStream<Bytes> {
    const { onEnd } = this.#answering;
    return new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: () => onEnd() },
      { highWaterMark: 0 },
    );
  }

  async #pull(controller: ReadableStreamDefaultController<Bytes>): Promise<void> {
    const { parts, onEnd } = this.#answering;
    try {
      this.#next ??= parts.next();
      const came = await orBeat(this.#next);
      if (came === 'beat') {
        controller.enqueue(await this.#line([{ type: 'beat' }]));
        return;
      }
      this.#next = null;
      if (came.done) throw new Error('an answer has an end');
      controller.enqueue(await this.#line(came.value));
      if (!isEnd(came.value)) return;
      await parts.return();
      // With the line that says so, in one piece: the connection serves the next call at once.
      controller.close();
      onEnd();
    } catch (error) {
      // Cut off: whoever listens knows an answer without its end from a whole one.
      controller.error(new Error('the call broke off'));
      onEnd(error);
    }
  }

  #line([head, tail]: Part): Promise<Bytes> {
    const { id, key } = this.#answering;
    return sealLine(key, { id, seq: this.#seq++, ...head }, tail);
  }
}

function isEnd([{ type }]: Part): boolean {
  return type === 'answer' || type === 'failure';
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
