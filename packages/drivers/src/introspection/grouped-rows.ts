import { strangeCatalogue } from './checked-tables.ts';

/** More columns, or constraints, than any table has. */
const MAX_OF_A_TABLE = 20_000;

/** What a row says about whose it is; the values came from a stranger. */
interface Owned {
  schema: unknown;
  table: unknown;
}

/**
 * Rows that come in the order of schema and table, taken table by table: no more than a page of them is in memory.
 * The order is that of the bytes of the names.
 */
export class GroupedRows<Row extends Owned> {
  readonly #pages: AsyncIterator<Row[]>;
  #rows: Row[] = [];
  #at = 0;

  constructor(pages: AsyncIterable<Row[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The rows of one table; those of tables before it are passed over. */
  async take(schema: string, table: string): Promise<Row[]> {
    const taken: Row[] = [];
    for (let row = await this.#peek(); row; row = await this.#peek()) {
      const order = inOrder(String(row.schema), schema) || inOrder(String(row.table), table);
      if (order > 0) break;
      this.#at++;
      if (order === 0) taken.push(row);
      if (taken.length > MAX_OF_A_TABLE) throw strangeCatalogue();
    }
    return taken;
  }

  async #peek(): Promise<Row | undefined> {
    while (this.#at >= this.#rows.length) {
      const next = await this.#pages.next();
      if (next.done) return undefined;
      this.#rows = next.value;
      this.#at = 0;
    }
    return this.#rows[this.#at];
  }
}

/** How servers order names whose collation is binary: by their bytes in UTF-8. */
export function inOrder(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
