import type { TablesJson } from '@portolan/drivers';
import type { StoredTable } from './store-tables.ts';

/** Tables in one transaction: pages are smaller, so that the driver's process stays small. */
const BATCH = 100;

/** Stores pages of tables while the next ones are read, some pages at a time, in their order. */
export class PageStore {
  readonly #store: (json: string) => Promise<StoredTable[]>;
  readonly #tables: StoredTable[] = [];
  #waiting: string[] = [];
  #count = 0;
  #storing = Promise.resolve();
  /** Tables that have been read. */
  read = 0;

  constructor(store: (json: string) => Promise<StoredTable[]>) {
    this.#store = store;
  }

  /** Rejects where an earlier page could not be stored. */
  async add({ json, count }: TablesJson): Promise<void> {
    this.read += count;
    this.#count += count;
    // The inside of the array.
    if (count > 0) this.#waiting.push(json.slice(1, -1));
    if (this.#count >= BATCH) await this.#flush();
  }

  /** All of them, once they are stored. */
  async end(): Promise<StoredTable[]> {
    if (this.#waiting.length > 0) await this.#flush();
    await this.#storing;
    return this.#tables;
  }

  async #flush(): Promise<void> {
    const json = `[${this.#waiting.join(',')}]`;
    this.#waiting = [];
    this.#count = 0;
    await this.#storing;
    this.#storing = this.#store(json).then((stored) => {
      for (const table of stored) this.#tables.push(table);
    });
    // Heard of at the next page, or at the end.
    this.#storing.catch(() => {});
  }
}
