import { AppError } from '@portolan/core';

/** How much of a stream may be told between two questions whether its listener still may hear it. */
const ITEMS = 500;
const BUSY_MS = 1_000;
/** How long a stream may be quiet between two of them. */
const QUIET_MS = 10_000;
/** When a question that nobody could answer is asked again. */
const AGAIN_MS = 1_000;

const ASK = Symbol('ask');

export interface Listening {
  /** Throws once the listener may not. */
  ask(): Promise<void>;
  /** Calls back when something has changed that may take the right away; answers how to stop it. */
  hear(onNews: () => void): () => void;
  /** Ends what makes the stream. */
  end(): void;
}

/**
 * The same stream, for as long as its listener may hear it: asked when it begins, when something is heard of their right,
 * with each page of it, and while it is quiet.
 */
export async function* whileAllowed(
  stream: AsyncIterable<unknown>,
  listening: Listening,
): AsyncGenerator<unknown, void> {
  const items = stream[Symbol.asyncIterator]();
  const right = new Watched(listening);
  let told = 0;
  try {
    for (let next = items.next(); ; ) {
      const result = await Promise.race([next, right.doubted]);
      if (result === ASK) {
        await right.ask();
        continue;
      }
      if (result.done) return;
      if (right.isDoubted || ++told > ITEMS || right.ageMs > BUSY_MS) {
        await right.ask();
        told = 0;
      }
      yield result.value;
      next = items.next();
    }
  } finally {
    right.end();
    listening.end();
    // Not waited for: what is quiet ends when it is told to, by `end`.
    void items.return?.().catch(() => {});
  }
}

/** A listener's right, and whether something speaks for asking of it again: at first, as it may be gone already. */
class Watched {
  readonly #listening: Listening;
  readonly #unhear: () => void;
  #doubt = Promise.withResolvers<typeof ASK>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = performance.now();
  #hasFailed = false;
  isDoubted = false;

  constructor(listening: Listening) {
    this.#listening = listening;
    this.#unhear = listening.hear(() => this.#rouse());
    this.#rouse();
  }

  /** Resolves when it is to be asked again. */
  get doubted(): Promise<typeof ASK> {
    return this.#doubt.promise;
  }

  /** How long ago it was asked. */
  get ageMs(): number {
    return performance.now() - this.#asked;
  }

  /** Throws once it is gone, or when it could not be asked for twice in a row. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    // What is heard while it is asked is asked of again.
    this.#doubt = Promise.withResolvers();
    this.isDoubted = false;
    try {
      await this.#listening.ask();
      this.#hasFailed = false;
    } catch (error) {
      // A database that is away for a moment takes no right from anybody.
      if (error instanceof AppError || this.#hasFailed) throw error;
      this.#hasFailed = true;
    }
    this.#asked = performance.now();
    this.#timer = setTimeout(() => this.#rouse(), this.#hasFailed ? AGAIN_MS : QUIET_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#unhear();
  }

  #rouse(): void {
    this.isDoubted = true;
    this.#doubt.resolve(ASK);
  }
}
