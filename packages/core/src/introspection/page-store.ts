import type { AddressedTable, TablesJson } from '@portolan/drivers';
import type { KeptTables } from './kept-tree.ts';
import { makesNoSense, placesOf } from './places-of.ts';

/** Tables in one transaction: pages are smaller, so that the driver's process stays small. */
const BATCH = 100;

type Store = (json: string) => Promise<AddressedTable[]>;

/** Stores pages of tables while the next ones are read, some pages at a time, in their order. */
export class PageStore {
  readonly #store: Store;
  readonly #kept: KeptTables;
  readonly #tables: AddressedTable[] = [];
  #waiting: string[] = [];
  /** Of the tables that wait, and of the known ones among them; null are those to store. */
  #places: (AddressedTable | null)[] = [];
  #storing = Promise.resolve();
  /** Tables that have been read. */
  read = 0;

  /** `kept`: tables whose definitions are known, and may be named by their addresses. */
  constructor(store: Store, kept: KeptTables) {
    this.#store = store;
    this.#kept = kept;
  }

  /** Rejects where an earlier page could not be stored, and a page that makes no sense. */
  async add(page: TablesJson): Promise<void> {
    for (const place of placesOf(page, this.#kept)) this.#places.push(place);
    this.read += page.count;
    const inside = page.json.slice(1, -1);
    if (inside) this.#waiting.push(inside);
    if (this.#places.length >= BATCH) await this.#flush();
  }

  /** All of them, once they are stored. */
  async end(): Promise<AddressedTable[]> {
    if (this.#places.length > 0) await this.#flush();
    await this.#storing;
    return this.#tables;
  }

  async #flush(): Promise<void> {
    const [json, places] = [this.#waiting.join(','), this.#places];
    this.#waiting = [];
    this.#places = [];
    await this.#storing;
    this.#storing = this.#keep(json, places);
    // Heard of at the next page, or at the end.
    this.#storing.catch(() => {});
  }

  async #keep(json: string, places: readonly (AddressedTable | null)[]): Promise<void> {
    const stored = json ? await this.#store(`[${json}]`) : [];
    if (stored.length !== places.filter((known) => known === null).length) throw makesNoSense();
    const told = stored.values();
    for (const known of places) {
      const table = known ?? told.next().value;
      if (table) this.#tables.push(table);
    }
  }
}
