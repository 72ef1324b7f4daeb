import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { INFORMATION_SCHEMA } from './information-schema.ts';
import type { ColumnModel, DatabaseModel } from './model.ts';

/** Name of the attached SQLite database that holds a database's INFORMATION_SCHEMA. */
export const attachedName = (database: string) => `database:${database}`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Row = Record<string, SQLInputValue>;
type Insert = (view: string, row: Row) => void;

/** Attaches a database with its INFORMATION_SCHEMA. */
export function fillDatabase(db: DatabaseSync, database: DatabaseModel, all: readonly DatabaseModel[]): void {
  const place = quoted(attachedName(database.name));
  db.exec(`attach ':memory:' as ${place}`);
  for (const [view, columns] of Object.entries(INFORMATION_SCHEMA)) {
    db.exec(`create table ${place}.${view} (${columns})`);
  }
  const insert = inserter(db, place);
  db.exec('begin');
  for (const { name } of all) insert('DATABASES', { DATABASE_NAME: name, TYPE: 'STANDARD' });
  insert('SCHEMATA', { CATALOG_NAME: database.name, SCHEMA_NAME: 'INFORMATION_SCHEMA' });
  for (const schema of database.schemas) {
    insert('SCHEMATA', { CATALOG_NAME: database.name, SCHEMA_NAME: schema.name });
    for (const table of schema.tables) {
      const place = { TABLE_CATALOG: database.name, TABLE_SCHEMA: schema.name, TABLE_NAME: table.name };
      insert('TABLES', {
        ...place,
        TABLE_TYPE: table.type ?? 'BASE TABLE',
        ROW_COUNT: table.rows ?? null,
        BYTES: table.bytes ?? null,
        COMMENT: table.comment ?? null,
      });
      for (const [index, column] of table.columns.entries()) insert('COLUMNS', { ...place, ...rowOf(column, index) });
    }
  }
  db.exec('commit');
}

function inserter(db: DatabaseSync, place: string): Insert {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  return (view, row) => {
    const names = Object.keys(row);
    const sql = `insert into ${place}.${view} (${names}) values (${names.map((name) => `:${name}`)})`;
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    statement.run(row);
  };
}

function rowOf(column: ColumnModel, index: number): Row {
  const { name, type, nullable = true, identity = false } = column;
  const number = type === 'NUMBER';
  return {
    COLUMN_NAME: name,
    ORDINAL_POSITION: index + 1,
    COLUMN_DEFAULT: column.default ?? null,
    IS_NULLABLE: nullable ? 'YES' : 'NO',
    DATA_TYPE: type,
    CHARACTER_MAXIMUM_LENGTH: column.length ?? (type === 'TEXT' ? 16_777_216 : null),
    NUMERIC_PRECISION: number ? (column.precision ?? 38) : null,
    NUMERIC_SCALE: number ? (column.scale ?? 0) : null,
    IS_IDENTITY: identity ? 'YES' : 'NO',
    IDENTITY_GENERATION: identity ? 'BY DEFAULT' : null,
    COMMENT: column.comment ?? null,
  };
}
