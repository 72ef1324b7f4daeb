import { isSystemSchema } from '@portolan/contract';
import { chart } from '../../diagnosis/diagnose.ts';
import type { ConnectionTarget, DriverCall, IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import { type PlainOutline, wholeReading } from '../../introspection/whole-reading.ts';
import { type OpenedSession, openSession } from '../open-session.ts';
import { type CatalogueRow, catalogueQuery } from './catalogue-query.ts';
import { keyOf, readKeys, type TableKeys } from './read-keys.ts';
import { toTable } from './to-table.ts';

/** Tables in one page. */
const PAGE = 200;
/** More schemas and databases, or columns of a table, than there are. */
const MAX_ROWS = 100_000;

/** Four statements: the information schema, and three kinds of keys, which it does not know. */
export function introspect(
  target: ConnectionTarget,
  scope: IntrospectionScope,
  call: DriverCall,
): AsyncIterable<IntrospectionPage> {
  return chart(async function* (walk) {
    using opened = await openSession(target, walk, call);
    const { sql, binds } = catalogueQuery(scope, opened);
    const rows = flat(opened.session.stream<CatalogueRow>(sql, binds));
    const { row, heads } = await headsOf(rows);
    const outline = outlineOf(heads, opened.schema, scope.depth === 'columns');
    yield* wholeReading({ scope, outline, pages: () => tablesFrom(opened, scope, row, rows) });
  });
}

async function* tablesFrom(
  opened: OpenedSession,
  scope: IntrospectionScope,
  first: CatalogueRow | undefined,
  rows: AsyncGenerator<CatalogueRow, undefined>,
): AsyncGenerator<unknown[], void> {
  const keys = await keysIn(opened, scope, first);
  let page: unknown[] = [];
  for (let row = first; row; ) {
    const read: Read = await tableOf(row, rows);
    page.push(toTable(read.table, keys.get(keyOf(row.SCHEMA_NAME, row.NAME))));
    row = read.row;
    if (page.length < PAGE && row) continue;
    yield page;
    page = [];
  }
}

interface Read {
  table: CatalogueRow[];
  /** The first row of the next table. */
  row: CatalogueRow | undefined;
}

async function* flat<Row>(batches: AsyncIterable<Row[]>): AsyncGenerator<Row, undefined> {
  for await (const batch of batches) yield* batch;
}

/** Databases and schemas come first; the row after them is the first of the tables. */
async function headsOf(rows: AsyncGenerator<CatalogueRow, undefined>) {
  const heads: CatalogueRow[] = [];
  for (let row = (await rows.next()).value; ; row = (await rows.next()).value) {
    if (!row || (row.PART !== 0 && row.PART !== 1)) return { heads, row };
    heads.push(row);
    if (heads.length > MAX_ROWS) throw strangeCatalogue();
  }
}

async function tableOf(first: CatalogueRow, rows: AsyncGenerator<CatalogueRow, undefined>): Promise<Read> {
  const table = [first];
  for (let row = (await rows.next()).value; ; row = (await rows.next()).value) {
    if (!row || row.SCHEMA_NAME !== first.SCHEMA_NAME || row.NAME !== first.NAME) return { table, row };
    table.push(row);
    if (table.length > MAX_ROWS) throw strangeCatalogue();
  }
}

/** The system's schemas come last. */
function outlineOf(heads: readonly CatalogueRow[], defaultSchema: string, deep: boolean): PlainOutline {
  const text = (value: unknown) => {
    if (typeof value === 'string') return value;
    throw strangeCatalogue();
  };
  const number = (value: unknown) => {
    if (typeof value === 'number') return value;
    throw strangeCatalogue();
  };
  const counts = heads.find((row) => row.PART === 0 && row.NAME === null);
  const schemas = heads.filter((row) => row.PART === 1);
  const items = schemas.map((row) => {
    const name = text(row.SCHEMA_NAME);
    return { name, isDefault: name === defaultSchema, isSystem: isSystemSchema('snowflake', name) };
  });
  return {
    catalogs: heads.filter((row) => row.PART === 0 && row !== counts).map((row) => text(row.NAME)),
    schemas: items.toSorted((a, b) => Number(a.isSystem) - Number(b.isSystem)),
    tablesTotal: number(counts?.AMOUNT),
    columnsTotal: deep ? number(counts?.BYTES) : null,
  };
}

/** Keys of one table alone are asked for there: that is quick. Views have none. */
async function keysIn(
  { session, database, schema }: OpenedSession,
  { depth, table }: IntrospectionScope,
  first: CatalogueRow | undefined,
): Promise<Map<string, TableKeys>> {
  if (depth !== 'columns') return new Map();
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  if (!table) return readKeys(session, `DATABASE ${quote(database)}`);
  if (first?.TABLE_TYPE !== 'BASE TABLE') return new Map();
  return readKeys(session, `TABLE ${[database, table.schema ?? schema, table.name].map(quote).join('.')}`);
}
