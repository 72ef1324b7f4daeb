import { type MeasuredTable, PLAIN_FOREIGN_KEY, PLAIN_INDEX, PLAIN_INDEX_KEY, PLAIN_KEY } from '@portolan/contract';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import { bareExpression } from './bare-expression.ts';

export type TableKeys = Pick<
  MeasuredTable,
  'primaryKey' | 'foreignKeys' | 'uniques' | 'checks' | 'exclusions' | 'indexes' | 'triggers'
>;

/** One column of an index (part 1) or of a foreign key (2), or a check (3), or a trigger (4). */
export interface KeyRow {
  tableId: number;
  part: number;
  name: string;
  keyId: number;
  column: string;
  included: boolean | number | null;
  method: string;
  isUnique: boolean | number | null;
  isPrimary: boolean | number | null;
  isConstraint: boolean | number | null;
  expression: string | null;
  disabled: boolean | number | null;
  /** It was not held against all rows. */
  untrusted: boolean | number | null;
  descending: boolean | number | null;
  toSchema: string;
  toTable: string;
  toColumn: string;
  onUpdate: string;
  onDelete: string;
}

/** Those of a table that has none. */
export const noKeys = (): TableKeys => ({
  primaryKey: null,
  foreignKeys: [],
  uniques: [],
  checks: [],
  exclusions: [],
  indexes: [],
  triggers: [],
});

/** A thousand indexes of 32 columns are more than SQL Server allows. */
const MAX_ROWS = 64_000;

/** Puts the keys of one table together from their columns, which come in order. */
export class KeyCollector {
  readonly tableId: number;
  readonly #keys = noKeys();
  #rows = 0;
  #part = 0;
  #keyId = -1;

  constructor(tableId: number) {
    this.tableId = tableId;
  }

  add(row: KeyRow): void {
    this.#rows++;
    if (this.#rows > MAX_ROWS) throw strangeCatalogue();
    const isNew = row.part !== this.#part || row.keyId !== this.#keyId;
    this.#part = row.part;
    this.#keyId = row.keyId;
    if (row.part === 1) this.#addIndex(row, isNew);
    else if (row.part === 2) this.#addForeignKey(row, isNew);
    else if (row.part === 3) this.#addCheck(row);
    else this.#keys.triggers.push(row.name);
  }

  /** All of them by name. */
  keys(): TableKeys {
    const { primaryKey, triggers, ...lists } = this.#keys;
    for (const list of Object.values(lists)) list.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { primaryKey, ...lists, triggers: triggers.sort((a, b) => (a < b ? -1 : 1)) };
  }

  #addCheck({ name, expression, disabled, untrusted }: KeyRow): void {
    this.#keys.checks.push({
      name,
      expression: bareExpression(expression) ?? '',
      enforced: !disabled,
      validated: !untrusted,
    });
  }

  #addIndex(row: KeyRow, isNew: boolean): void {
    const { name, column } = row;
    const method = row.method.toLowerCase();
    const { indexes, uniques } = this.#keys;
    if (isNew) {
      indexes.push({
        ...PLAIN_INDEX,
        name,
        method,
        columns: [],
        keys: [],
        include: [],
        unique: Boolean(row.isUnique),
        primary: Boolean(row.isPrimary),
        predicate: bareExpression(row.expression),
        // A key that is disabled is not held any more.
        ignored: Boolean(row.disabled),
      });
      if (row.isPrimary) this.#keys.primaryKey = { ...PLAIN_KEY, name, columns: [], enforced: !row.disabled };
      if (row.isConstraint) uniques.push({ ...PLAIN_KEY, name, columns: [], enforced: !row.disabled });
    }
    const index = indexes.at(-1);
    if (row.included && !method.includes('columnstore')) index?.include.push(column);
    else {
      index?.columns.push(column);
      index?.keys.push({ ...PLAIN_INDEX_KEY, column, descending: Boolean(row.descending) });
    }
    if (row.isPrimary) this.#keys.primaryKey?.columns.push(column);
    if (row.isConstraint) uniques.at(-1)?.columns.push(column);
  }

  #addForeignKey(row: KeyRow, isNew: boolean): void {
    const { name, column, toSchema, toTable, toColumn, onUpdate, onDelete } = row;
    if (isNew) {
      this.#keys.foreignKeys.push({
        ...PLAIN_FOREIGN_KEY,
        enforced: !row.disabled,
        validated: !row.untrusted,
        name,
        columns: [],
        references: { schema: toSchema, table: toTable, columns: [] },
        onUpdate: onUpdate.replaceAll('_', ' '),
        onDelete: onDelete.replaceAll('_', ' '),
      });
    }
    const key = this.#keys.foreignKeys.at(-1);
    key?.columns.push(column);
    key?.references.columns.push(toColumn);
  }
}
