const MOST = 10_000;

/** Tells what has not been there for a while from what has; it forgets the oldest before it grows large. */
export class Lately {
  readonly #last = new Map<string, number>();
  readonly #everyMs: number;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  isFirst(what: string, now = Date.now()): boolean {
    const last = this.#last.get(what);
    if (last !== undefined && now - last < this.#everyMs) return false;
    // The order of a map is that of insertion: the first of it is the one that was longest ago.
    this.#last.delete(what);
    if (this.#last.size >= MOST) for (const oldest of this.#last.keys()) if (this.#last.delete(oldest)) break;
    this.#last.set(what, now);
    return true;
  }
}
