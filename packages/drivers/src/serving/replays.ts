import { Refusal } from '../wire/index.ts';

/** Calls of a minute and a half at a thousand a second. */
const MAX_REMEMBERED = 100_000;

/** Which calls have come, for as long as their tokens would be taken. Where there are too many no call is taken: none is forgotten early. */
export class Replays {
  /** In the order in which they came, which is nearly that of their ends. */
  readonly #until = new Map<string, number>();
  readonly #max: number;

  constructor(max = MAX_REMEMBERED) {
    this.#max = max;
  }

  /** Throws `Refusal` for a call that has come before. */
  take(id: string, until: number, now = Date.now()): void {
    this.#forget(now);
    if (this.#until.has(id)) throw new Refusal('REPLAYED');
    if (this.#until.size >= this.#max) throw new Refusal('BUSY');
    this.#until.set(id, until);
  }

  #forget(now: number): void {
    for (const [id, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(id);
    }
  }
}
