/** What is remembered, in entries. */
const MOST = 5_000;
/** However quiet it is, everything is asked again after a while. */
const OLDEST_MS = 60_000;
/** Changes looked back on by who has been reading meanwhile. */
const LATELY = 1_000;

interface Entry {
  value: unknown;
  scopes: readonly string[];
  until: number;
}

/** What processes may remember of the database, each thing with the scopes whose changes end it. */
export class Remembered {
  readonly #isCurrent: () => boolean;
  readonly #entries = new Map<string, Entry>();
  readonly #keysOf = new Map<string, Set<string>>();
  /** Changes since the last gap, counted. */
  #count = 0;
  #lately: string[] = [];
  #gaps = 0;

  /** `isCurrent`: whether all changes have been heard of. */
  constructor(isCurrent: () => boolean) {
    this.#isCurrent = isCurrent;
  }

  /** What is remembered under a key and holds now; else undefined. */
  recall<T>(key: string): T | undefined {
    if (!this.#isCurrent()) return undefined;
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until < performance.now()) {
      this.#forget(key);
      return undefined;
    }
    return entry.value as T;
  }

  /**
   * Recalls, or else loads and remembers unless something of its scopes changed meanwhile. Null scopes: not to be
   * remembered. A value belongs to everyone who recalls it.
   */
  async remember<T>(key: string, load: () => Promise<T>, scopesOf: (value: T) => readonly string[] | null): Promise<T> {
    const known = this.recall<T>(key);
    if (known !== undefined) return known;
    const [gaps, count] = [this.#gaps, this.#count];
    const value = await load();
    const scopes = scopesOf(value);
    if (scopes !== null && gaps === this.#gaps && !this.#changedSince(count, scopes)) this.#keep(key, value, scopes);
    return value;
  }

  /** Something of a scope has changed; `*` is everything. */
  change(scope: string): void {
    if (scope === '*') {
      this.clear();
      return;
    }
    this.#count++;
    this.#lately.push(scope);
    if (this.#lately.length > 2 * LATELY) this.#lately = this.#lately.slice(-LATELY);
    for (const key of this.#keysOf.get(scope) ?? []) this.#forget(key);
  }

  clear(): void {
    this.#gaps++;
    this.#count = 0;
    this.#lately = [];
    this.#entries.clear();
    this.#keysOf.clear();
  }

  /** Whether one of the scopes is among the changes that came after the first `count`, or they are too many to know. */
  #changedSince(count: number, scopes: readonly string[]): boolean {
    const since = this.#count - count;
    if (since === 0) return false;
    return since > this.#lately.length || this.#lately.slice(-since).some((scope) => scopes.includes(scope));
  }

  #keep(key: string, value: unknown, scopes: readonly string[]): void {
    this.#forget(key);
    if (this.#entries.size >= MOST) this.#forget(this.#entries.keys().next().value as string);
    this.#entries.set(key, { value, scopes, until: performance.now() + OLDEST_MS });
    for (const scope of scopes) {
      const keys = this.#keysOf.get(scope);
      if (keys) keys.add(key);
      else this.#keysOf.set(scope, new Set([key]));
    }
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    for (const scope of entry.scopes) {
      const keys = this.#keysOf.get(scope);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysOf.delete(scope);
    }
  }
}
