import type { IntrospectionPage, IntrospectionScope } from '../../driver.ts';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import { inOrder } from '../../introspection/grouped-rows.ts';
import { wholeReading } from '../../introspection/whole-reading.ts';
import type { OpenedSession } from '../open-session.ts';
import type { ColumnRow } from './catalogue-queries.ts';
import { outlineFrom, readCatalogs, type TableHead } from './read-outline.ts';
import { toTable } from './to-table.ts';

const PAGE = 200;
/** Columns come in no order that is promised, so they are all kept until they are handed on. */
const MAX_ROWS = 1_000_000;

type MetadataRow = Record<string, unknown>;

/** Metadata calls of the protocol itself, for catalogs without an information schema; they know no keys. */
export async function* introspectLegacy(
  { session, catalog, schema: defaultSchema }: OpenedSession,
  scope: IntrospectionScope,
): AsyncGenerator<IntrospectionPage> {
  const request = { catalogName: catalog };
  const schemas = await collect(session.rowsOf<MetadataRow>((one) => one.getSchemas(request)));
  const names = schemas.map((row) => row.TABLE_SCHEM).filter((name) => typeof name === 'string');
  const tables = await collect(session.rowsOf<MetadataRow>((one) => one.getTables(request)));
  const heads = tables.flatMap((row) => headOf(row, scope, defaultSchema)).toSorted(byName);
  const catalogs = await readCatalogs(session);
  // These calls cannot count.
  const counts = { tablesTotal: heads.length, columnsTotal: null };
  const outline = outlineFrom(names.toSorted(inOrder), { catalogs, defaultSchema, ...counts });
  yield* wholeReading({ scope, outline, pages });

  async function* pages(): AsyncGenerator<unknown[], void> {
    const columns = scope.depth === 'columns' ? await columnsOf() : new Map<string, ColumnRow[]>();
    for (let from = 0; from < heads.length; from += PAGE) {
      const page = heads.slice(from, from + PAGE);
      yield page.map((head) => toTable(head, columns.get(keyOf(head.schema, head.name)) ?? [], []));
    }
  }

  async function columnsOf(): Promise<Map<string, ColumnRow[]>> {
    const narrowed = scope.table
      ? { schemaName: scope.table.schema ?? defaultSchema, tableName: scope.table.name }
      : {};
    const rows = await collect(session.rowsOf<MetadataRow>((one) => one.getColumns({ ...request, ...narrowed })));
    const inPlace = rows.toSorted((a, b) => Number(a.ORDINAL_POSITION) - Number(b.ORDINAL_POSITION));
    return Map.groupBy(inPlace.map(toColumnRow), (row) => keyOf(row.schema, row.table));
  }
}

const keyOf = (schema: unknown, table: unknown) => JSON.stringify([schema, table]);

const byName = (a: TableHead, b: TableHead) => inOrder(a.schema, b.schema) || inOrder(a.name, b.name);

function headOf(row: MetadataRow, { include, exclude, table }: IntrospectionScope, defaultSchema: string): TableHead[] {
  const { TABLE_SCHEM: schema, TABLE_NAME: name, TABLE_TYPE: tableType, REMARKS: comment } = row;
  if (typeof schema !== 'string' || typeof name !== 'string') throw strangeCatalogue();
  const wanted = table
    ? schema === (table.schema ?? defaultSchema) && name === table.name
    : (!include || include.includes(schema)) && !exclude?.includes(schema);
  return wanted ? [{ schema, name, tableType, comment }] : [];
}

function toColumnRow(row: MetadataRow): ColumnRow {
  return {
    schema: row.TABLE_SCHEM,
    table: row.TABLE_NAME,
    column_name: row.COLUMN_NAME,
    column_default: row.COLUMN_DEF ?? null,
    is_nullable: row.NULLABLE === 0 ? 'NO' : 'YES',
    full_data_type: row.TYPE_NAME,
    is_identity: 'NO',
    identity_generation: null,
    generation_expression: null,
    comment: row.REMARKS,
  };
}

async function collect<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const rows of pages) {
    for (const row of rows) all.push(row);
    if (all.length > MAX_ROWS) throw strangeCatalogue();
  }
  return all;
}
