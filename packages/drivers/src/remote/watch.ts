import { HostTrouble, Left, type TroubleKind } from './host-trouble.ts';

const SPEND_MS = 1_000;

/** Ends one exchange when its caller leaves, the host says nothing for too long, or all of it takes too long. */
export class Watch {
  readonly #ending = new AbortController();
  readonly #caller: AbortSignal;
  readonly #silenceMs: number;
  readonly #cap: ReturnType<typeof setTimeout>;
  readonly #onLeave = () => this.#abort(new Left('left'));
  #cause: HostTrouble | Left | null = null;
  #isOver = false;

  constructor(caller: AbortSignal, { silenceMs, capMs }: { silenceMs: number; capMs: number }) {
    this.#caller = caller;
    this.#silenceMs = silenceMs;
    this.#cap = setTimeout(() => this.#abort(new HostTrouble('silent')), capMs);
    if (caller.aborted) this.#onLeave();
    caller.addEventListener('abort', this.#onLeave, { once: true });
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Waits for what the host is to say, no longer than it may be silent. `kind` is what a failure of it means. */
  async awaited<T>(work: Promise<T>, kind: TroubleKind): Promise<T> {
    const timer = setTimeout(() => this.#abort(new HostTrouble('silent')), this.#silenceMs);
    try {
      return await work;
    } catch {
      throw this.#cause ?? new HostTrouble(kind);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Pieces of a body. What nobody takes is not read, and that is no silence. */
  async *chunksOf(response: Response): AsyncGenerator<Uint8Array, void> {
    if (!response.body) return;
    const reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await this.awaited(reader.read(), 'broken');
        if (done) return;
        yield value;
      }
    } finally {
      if (this.#isOver) void spend(reader);
      else await reader.cancel().catch(() => {});
    }
  }

  /** Its end has come. */
  over(): void {
    this.#isOver = true;
  }

  /** What an error of the exchange comes from. */
  explain(error: unknown): unknown {
    return this.#cause ?? error;
  }

  end(): void {
    clearTimeout(this.#cap);
    this.#caller.removeEventListener('abort', this.#onLeave);
    if (!this.#isOver) this.#ending.abort();
  }

  #abort(cause: HostTrouble | Left): void {
    this.#cause ??= cause;
    this.#ending.abort();
  }
}

/** Nothing comes after an answer's end, and once that is known the connection serves the next call. */
async function spend(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), SPEND_MS);
  const { done } = await reader.read().catch(() => ({ done: true }));
  clearTimeout(timer);
  if (!done) await reader.cancel().catch(() => {});
}
