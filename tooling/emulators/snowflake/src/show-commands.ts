import type { DatabaseModel, KeyModel } from './model.ts';
import type { ResultColumn, Warehouse } from './options.ts';

export interface Result {
  columns: ResultColumn[];
  rows: unknown[][];
}

const SHOW_KEYS = /^\s*SHOW\s+(PRIMARY|UNIQUE|IMPORTED)\s+KEYS\s+IN\s+(DATABASE|TABLE)\s+(.+?)\s*$/i;
const SHOW_WAREHOUSES = /^\s*SHOW\s+WAREHOUSES(?:\s+LIKE\s+'((?:[^'\\]|''|\\.)*)')?\s*$/i;

const KEY_COLUMNS =
  'created_on database_name schema_name table_name column_name key_sequence constraint_name rely comment';
const IMPORTED_COLUMNS =
  'created_on pk_database_name pk_schema_name pk_table_name pk_column_name fk_database_name fk_schema_name ' +
  'fk_table_name fk_column_name key_sequence update_rule delete_rule fk_name pk_name deferrability rely comment';

/** The SHOW commands that are known; null for another statement, undefined for a place that does not exist. */
export function show(sql: string, databases: DatabaseModel[], warehouses: Warehouse[]): Result | null | undefined {
  const keys = SHOW_KEYS.exec(sql);
  if (keys) {
    const [, which = '', , place = ''] = keys;
    const [database = '', schema, table] = namesIn(place);
    const model = databases.find(({ name }) => name === database);
    const owned = model ? keysOf(model, schema, table) : [];
    if (!model || (table !== undefined && owned === null)) return undefined;
    return which.toUpperCase() === 'IMPORTED' ? imported(owned ?? []) : own(owned ?? [], `${which} KEY`.toUpperCase());
  }
  const like = SHOW_WAREHOUSES.exec(sql);
  if (!like) return null;
  const pattern = like[1]?.replaceAll("''", "'").replace(/\\(.)/g, '$1').toUpperCase();
  const found = warehouses.filter(({ name }) => pattern === undefined || name.toUpperCase() === pattern);
  return result(
    'name state type size',
    found.map(({ name, state }) => [name, state, 'STANDARD', 'X-Small']),
  );
}

interface OwnedKey {
  database: string;
  schema: string;
  table: string;
  key: KeyModel;
}

/** Null where a table was asked for that is not there. */
function keysOf(database: DatabaseModel, schema?: string, table?: string): OwnedKey[] | null {
  const tables = database.schemas
    .filter(({ name }) => schema === undefined || name === schema)
    .flatMap((one) => one.tables.map((each) => ({ schema: one.name, table: each })))
    .filter((one) => table === undefined || one.table.name === table);
  if (table !== undefined && tables.length === 0) return null;
  return tables.flatMap((one) =>
    (one.table.keys ?? []).map((key) => ({
      database: database.name,
      schema: one.schema,
      table: one.table.name,
      key,
    })),
  );
}

function own(owned: OwnedKey[], type: string): Result {
  const wanted = type === 'UNIQUE KEY' ? 'UNIQUE' : type;
  const rows = owned
    .filter(({ key }) => key.type === wanted)
    .flatMap(({ database, schema, table, key }) =>
      key.columns.map((column, index) => [null, database, schema, table, column, index + 1, key.name, 'false', null]),
    );
  return result(KEY_COLUMNS, rows);
}

function imported(owned: OwnedKey[]): Result {
  const rows = owned.flatMap(({ database, schema, table, key }) => {
    const { references, onDelete = 'NO ACTION' } = key;
    if (!references) return [];
    return key.columns.map((column, index) => [
      null,
      database,
      references.schema,
      references.table,
      references.columns[index],
      database,
      schema,
      table,
      column,
      index + 1,
      'NO ACTION',
      onDelete,
      key.name,
      null,
      'NOT DEFERRABLE',
      'false',
      null,
    ]);
  });
  return result(IMPORTED_COLUMNS, rows);
}

function result(names: string, rows: unknown[][]): Result {
  const columns = names.split(' ').map((name) => ({ name, type: name === 'key_sequence' ? 'fixed' : 'text' }));
  return { columns, rows };
}

/** Quoted names with dots in between. */
function namesIn(place: string): string[] {
  return [...place.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => (match[1] ?? '').replaceAll('""', '"'));
}
