import type { Changes } from '../../reach/reach.ts';
import { Remembered } from './remembered.ts';

const LOOK_MS = 1_000;

/** Where no connection outlives a request nothing is heard: the database is asked each time, and whoever waits looks. */
export class UnheardChanges implements Changes {
  readonly remembered = new Remembered(() => false);

  async settled(): Promise<void> {}

  /** A timer of their own for each: it belongs to the request that set it, and ends with it. */
  watch(_scopes: readonly string[], onNews: () => void): () => void {
    const looking = setInterval(onNews, LOOK_MS);
    return () => clearInterval(looking);
  }

  async close(): Promise<void> {}
}
