/** While somebody waits for changes: how often it is looked whether they are still heard of. */
const LOOK_MS = 1_000;

/** Who hears of changes. */
export interface Hearing {
  /** Whether all changes have been heard of; begins to listen where nobody does yet. */
  isCurrent(): boolean;
  settled(): Promise<void>;
}

/**
 * Who waits for changes of some scopes, in this process. They are told that something is new and not what: whoever is told
 * reads the state anew, and so does everybody where changes may have been missed, or cannot be heard at all.
 */
export class Watchers {
  readonly #hearing: Hearing;
  readonly #byScope = new Map<string, Set<() => void>>();
  #looking: NodeJS.Timeout | undefined;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  /** Answers how to stop it. What came before the call is not told of: whoever calls reads the state after it. */
  watch(scopes: readonly string[], onNews: () => void): () => void {
    // One person may wait several times with the same function.
    const tell = () => onNews();
    for (const scope of scopes) {
      const watchers = this.#byScope.get(scope);
      if (watchers) watchers.add(tell);
      else this.#byScope.set(scope, new Set([tell]));
    }
    this.#looking ??= setInterval(() => void this.#look(), LOOK_MS).unref();
    // Until somebody listens nothing is heard; once they do, everybody is told.
    this.#hearing.isCurrent();
    return () => this.#leave(scopes, tell);
  }

  /** Something of a scope has changed; `*` is everything. */
  change(scope: string): void {
    if (scope === '*') this.tellAll();
    else for (const tell of this.#byScope.get(scope) ?? []) tell();
  }

  tellAll(): void {
    for (const tell of new Set([...this.#byScope.values()].flatMap((watchers) => [...watchers]))) tell();
  }

  close(): void {
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #leave(scopes: readonly string[], tell: () => void): void {
    for (const scope of scopes) {
      const watchers = this.#byScope.get(scope);
      watchers?.delete(tell);
      if (watchers?.size === 0) this.#byScope.delete(scope);
    }
    if (this.#byScope.size === 0) this.close();
  }

  /** A server that has fallen silent tells nobody that it did; behind some poolers nothing is told ever. */
  async #look(): Promise<void> {
    this.#hearing.isCurrent();
    await this.#hearing.settled();
    if (!this.#hearing.isCurrent()) this.tellAll();
  }
}
