import { BEAT_MS, type Bytes, sealLine } from '../wire/index.ts';
import type { Part } from './perform.ts';

interface Answering {
  id: string;
  key: CryptoKey;
  parts: AsyncGenerator<Part, void>;
  /** Nobody listens any more, or all was said. */
  onEnd(error?: unknown): void;
}

/** The lines of one answer. What takes long says now and then that it is still at it. */
export class Answer {
  readonly #answering: Answering;
  #seq = 0;
  #next: Promise<IteratorResult<Part, void>> | null = null;

  constructor(answering: Answering) {
    this.#answering = answering;
  }

  /** All of it at once, where it is one line and comes before a beat is due: a single piece on the wire. Null where it is not. */
  async whole(): Promise<Bytes | null> {
    const { parts, onEnd } = this.#answering;
    this.#next = parts.next();
    // What fails is told by the stream, by its breaking off.
    const came = await orBeat(this.#next).catch(() => 'beat' as const);
    if (came === 'beat' || came.done || !isEnd(came.value)) return null;
    const line = await this.#line(came.value);
    await parts.return();
    onEnd();
    return line;
  }

  /** Each line made when somebody takes it: whoever reads slowly holds the reading. */
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
      if (!came.done) {
        controller.enqueue(await this.#line(came.value));
        return;
      }
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
