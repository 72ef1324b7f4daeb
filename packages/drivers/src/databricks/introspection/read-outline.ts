import { isSystemSchema } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import type { PlainOutline } from '../../introspection/whole-reading.ts';
import type { OpenedSession } from '../open-session.ts';
import { informationSchema } from './information-schema.ts';
import { scopeCondition } from './scope-condition.ts';

/** A table without its columns, as the catalogue tells it. */
export interface TableHead {
  schema: string;
  name: string;
  tableType: unknown;
  comment: unknown;
}

/** More than any catalog holds, and little enough to keep in mind. */
const MAX_TABLES = 200_000;

/**
 * Schemas and tables in one query: the heads of the tables are kept, so that the outline can count them. A schema
 * without tables in scope has a row as well.
 */
export async function readOutline(
  { session, catalog, schema: defaultSchema }: OpenedSession,
  scope: IntrospectionScope,
): Promise<{ outline: PlainOutline; heads: TableHead[] }> {
  const { schemata, tables, columns } = informationSchema(catalog);
  const { sql, parameters } = scopeCondition(scope, { alias: 't', defaultSchema });
  const count = (view: string) => `(SELECT COUNT(*) FROM ${view} t WHERE ${sql})`;
  const deep = scope.depth === 'columns';
  const statement = `
    SELECT s.schema_name, t.table_name, t.table_type, t.comment,
      ${count(tables)} AS tables_total, ${deep ? count(columns) : 'NULL'} AS columns_total
    FROM ${schemata} s
    LEFT JOIN ${tables} t ON t.table_schema = s.schema_name AND ${sql}
    ORDER BY s.schema_name, t.table_name`;
  const schemas = new Set<string>();
  const heads: TableHead[] = [];
  let [tablesTotal, columnsTotal] = [0, deep ? 0 : null];
  for await (const rows of session.stream<OutlineRow>(statement, parameters)) {
    for (const row of rows) {
      const { schema_name: schema, table_name: name, table_type: tableType, comment } = row;
      if (typeof schema !== 'string') throw strangeCatalogue();
      schemas.add(schema);
      tablesTotal = numberIn(row.tables_total);
      if (deep) columnsTotal = numberIn(row.columns_total);
      if (typeof name === 'string') heads.push({ schema, name, tableType, comment });
    }
    if (heads.length > MAX_TABLES || schemas.size > MAX_TABLES) throw strangeCatalogue();
  }
  const catalogs = await readCatalogs(session);
  return { outline: outlineFrom([...schemas], { catalogs, defaultSchema, tablesTotal, columnsTotal }), heads };
}

interface OutlineRow {
  schema_name: unknown;
  table_name: unknown;
  table_type: unknown;
  comment: unknown;
  tables_total: unknown;
  columns_total: unknown;
}

function numberIn(value: unknown): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw strangeCatalogue();
  return number;
}

/** The system's schemas come last. */
export function outlineFrom(
  names: string[],
  { catalogs, defaultSchema, ...counts }: Omit<PlainOutline, 'schemas'> & { defaultSchema: string },
): PlainOutline {
  const schemas = names
    .map((name) => ({ name, isDefault: name === defaultSchema, isSystem: isSystemSchema('databricks', name) }))
    .toSorted((a, b) => Number(a.isSystem) - Number(b.isSystem));
  return { catalogs, schemas, ...counts };
}

/** The catalogs that the login can see. */
export async function readCatalogs(session: OpenedSession['session']): Promise<string[]> {
  const rows = await session.query<Record<string, unknown>>('SHOW CATALOGS');
  const names = rows.map((row) => row.catalog);
  return names.filter((name) => typeof name === 'string').toSorted();
}
