import type pg from 'pg';
import type { Changes } from '../../reach/reach.ts';
import { ChangeListener } from './change-listener.ts';
import { Remembered } from './remembered.ts';
import { Watchers } from './watchers.ts';

/** Changes as a process hears them, over a connection that listens for as long as it runs. */
export class HeardChanges implements Changes {
  /** Never older than the listener's lease. */
  readonly remembered: Remembered;
  readonly #listener: ChangeListener;
  readonly #watchers: Watchers;

  constructor(config: pg.ClientConfig, mayRemember: boolean) {
    this.#listener = new ChangeListener(config, {
      onChange: (scope) => this.#heard(scope),
      onGap: () => this.#mayHaveMissed(),
    });
    this.remembered = new Remembered(() => mayRemember && this.#listener.isCurrent());
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

  #heard(scope: string): void {
    this.remembered.change(scope);
    this.#watchers.change(scope);
  }

  #mayHaveMissed(): void {
    this.remembered.clear();
    this.#watchers.tellAll();
  }
}
