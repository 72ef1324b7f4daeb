import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import type { Session } from '../session.ts';

/** More columns of keys than any database has, and little enough to keep in mind. */
const MAX_COLUMNS = 500_000;

/** The keys of one table. */
export interface TableKeys {
  primaryKey: KeyColumn[];
  uniques: KeyColumn[];
  foreignKeys: ForeignKeyColumn[];
}
/** One column of a key; values came from a stranger. */
export interface KeyColumn {
  name: unknown;
  column: unknown;
  sequence: number;
}
export interface ForeignKeyColumn extends KeyColumn {
  schema: unknown;
  table: unknown;
  target: unknown;
  onUpdate: unknown;
  onDelete: unknown;
}
type Row = Record<string, unknown>;

export const keyOf = (schema: unknown, table: unknown) => JSON.stringify([schema, table]);

/** Keys of all tables of a place, `DATABASE "A"` or `TABLE "A"."B"."C"`, by table: three statements. */
export async function readKeys(session: Session, place: string): Promise<Map<string, TableKeys>> {
  const byTable = new Map<string, TableKeys>();
  let read = 0;
  const keysOf = (schema: unknown, table: unknown): TableKeys => {
    const key = keyOf(schema, table);
    const known = byTable.get(key) ?? { primaryKey: [], uniques: [], foreignKeys: [] };
    byTable.set(key, known);
    if (++read > MAX_COLUMNS) throw strangeCatalogue();
    return known;
  };
  for await (const rows of session.stream<Row>(`SHOW PRIMARY KEYS IN ${place}`)) {
    for (const row of rows) keysOf(row.schema_name, row.table_name).primaryKey.push(toKeyColumn(row));
  }
  for await (const rows of session.stream<Row>(`SHOW UNIQUE KEYS IN ${place}`)) {
    for (const row of rows) keysOf(row.schema_name, row.table_name).uniques.push(toKeyColumn(row));
  }
  for await (const rows of session.stream<Row>(`SHOW IMPORTED KEYS IN ${place}`)) {
    for (const row of rows) keysOf(row.fk_schema_name, row.fk_table_name).foreignKeys.push(toForeignKeyColumn(row));
  }
  return byTable;
}

function toForeignKeyColumn(row: Row): ForeignKeyColumn {
  return {
    name: row.fk_name,
    column: row.fk_column_name,
    sequence: Number(row.key_sequence),
    schema: row.pk_schema_name,
    table: row.pk_table_name,
    target: row.pk_column_name,
    onUpdate: row.update_rule,
    onDelete: row.delete_rule,
  };
}

function toKeyColumn(row: Row): KeyColumn {
  return { name: row.constraint_name, column: row.column_name, sequence: Number(row.key_sequence) };
}
