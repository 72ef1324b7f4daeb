import { type Row, strangeAnswer } from '../session.ts';
import type { PartRow } from './part-row.ts';
import { nameIn } from './read-outline.ts';
import { toTable } from './to-table.ts';

/** More columns, keys and indexes than a table of either product can have. */
const MAX_PARTS = 100_000;

/** Puts tables together out of the rows of the catalogue query, in which those of one table follow each other. */
export class TableReader {
  readonly #mariadb: boolean;
  #schema: Buffer | null = null;
  #table: Buffer | null = null;
  #parts: PartRow[] = [];

  constructor(mariadb: boolean) {
    this.#mariadb = mariadb;
  }

  /** The tables that these rows complete, yet to be checked. */
  *read(rows: readonly Row[]): Generator<unknown, void> {
    for (const row of rows) {
      const [schema, table] = row;
      if (!Buffer.isBuffer(schema) || !Buffer.isBuffer(table)) throw strangeAnswer();
      if (!this.#schema?.equals(schema) || !this.#table?.equals(table)) {
        yield* this.finish();
        // A row is a view on the bytes of many: the few that are kept are copied.
        this.#schema = Buffer.from(schema);
        this.#table = Buffer.from(table);
      }
      if (this.#parts.push(partIn(row)) > MAX_PARTS) throw strangeAnswer();
    }
  }

  /** The table that the last rows belong to. */
  *finish(): Generator<unknown, void> {
    const parts = this.#parts;
    this.#parts = [];
    if (!this.#schema || !this.#table) return;
    const table = toTable(nameIn(this.#schema), nameIn(this.#table), parts, this.#mariadb);
    if (table) yield table;
  }
}

/** Schema, table, part, name, position; then the values. */
function partIn(row: Row): PartRow {
  const values = row.slice(5).map((cell) => {
    if (Buffer.isBuffer(cell)) throw strangeAnswer();
    return cell === null ? null : String(cell);
  });
  return { part: Number(row[2]), name: nameIn(row[3]), values };
}
