import { type DatabaseState, databaseStateOf } from '../database-state.ts';
import type { Statement } from './statements.ts';

/** How long an answer holds: whoever asks for health asks often, and each probe is a write. */
const FRESH_MS = 5_000;
/** How long a refusal of somebody's own change speaks for the whole database. */
const REMEMBERED_MS = 15_000;
const REFUSALS = new Set<DatabaseState>(['full', 'memory', 'readOnly', 'damaged']);

/** Knows whether the database takes writes: by trying one, and by what became of everybody's. */
export class WriteProbe {
  /** Writes more than the pages at hand hold, so that a disk without room is noticed. */
  static readonly statement: Statement = {
    name: 'write-probe',
    text: `update write_probe set at = now(), filler = (
             select string_agg(md5(random()::text || n), '') from generate_series(1, 512) n)`,
  };

  readonly #write: () => Promise<unknown>;
  #probed: { at: number; state: Promise<DatabaseState | null> } | undefined;
  #refused: { at: number; state: DatabaseState } | undefined;

  constructor(write: () => Promise<unknown>) {
    this.#write = write;
  }

  /** Passes the outcome of a transaction on, and remembers a refusal to write. */
  async watched<T>(transaction: Promise<T>): Promise<T> {
    try {
      return await transaction;
    } catch (error) {
      const state = databaseStateOf(error);
      if (state && REFUSALS.has(state)) this.#refused = { at: Date.now(), state };
      throw error;
    }
  }

  async state(): Promise<DatabaseState | null> {
    if (this.#refused && Date.now() - this.#refused.at < REMEMBERED_MS) return this.#refused.state;
    if (!this.#probed || Date.now() - this.#probed.at > FRESH_MS) {
      const state = this.#write().then(() => null, databaseStateOf);
      this.#probed = { at: Date.now(), state };
    }
    return this.#probed.state;
  }
}
