import type pg from 'pg';
import type { Changes } from '../../reach/reach.ts';
import { ChangeListener } from './change-listener.ts';
import { Remembered } from './remembered.ts';
import { Watchers } from './watchers.ts';

/** A worker may be there for one request alone: what that asks is not worth a connection that listens. */
const BRIEF_MS = 250;

/** Changes as a process hears them, over a connection that listens for as long as it runs. */
export class HeardChanges implements Changes {
  /** Never older than the listener's lease. */
  readonly remembered: Remembered;
  readonly #listener: ChangeListener;
  readonly #watchers: Watchers;
  #firstAsked: number | undefined;

  constructor(config: pg.ClientConfig, mayRemember: boolean) {
    this.#listener = new ChangeListener(config, {
      onChange: (scope) => this.#heard(scope),
      onGap: () => this.#mayHaveMissed(),
    });
    this.remembered = new Remembered(() => mayRemember && this.#isWorthwhile() && this.#listener.isCurrent());
    this.#watchers = new Watchers(this.#listener);
  }

  settled(): Promise<void> {
    return this.#listener.settled();
  }

  /** What is new is not said: whoever is told reads the state anew, and so does everybody where changes may be missed. */
  watch(scopes: readonly string[], onNews: () => void): () => void {
    return this.#watchers.watch(scopes, onNews);
  }

  close(): Promise<void> {
    this.#watchers.close();
    return this.#listener.close();
  }

  #isWorthwhile(): boolean {
    const now = performance.now();
    this.#firstAsked ??= now;
    return now - this.#firstAsked > BRIEF_MS;
  }

  #heard(scope: string): void {
    this.remembered.change(scope);
    this.#watchers.change(scope);
  }

  #mayHaveMissed(): void {
    this.remembered.clear();
    this.#watchers.tellAll();
  }
}
