import type { Field, SchemaItem, TableItem } from '@portolan/contract';

/** Most that the server answers at once. */
export const TABLES_PER_PAGE = 100;

/** The tables of a schema as far as they are known; pages are 1-based. */
export interface TableSet {
  total: number;
  pages: Record<number, readonly TableItem[]>;
}

export interface TreeState {
  schemas: readonly SchemaItem[];
  /** Keys of the opened schemas and tables. */
  open: Readonly<Record<string, boolean>>;
  tables: Readonly<Record<string, TableSet | undefined>>;
  fields: Readonly<Record<string, readonly Field[] | undefined>>;
}

interface RowBase {
  key: string;
  level: 1 | 2 | 3;
  /** Place among its siblings, 1-based, and their number. */
  position: number;
  siblings: number;
}
export type TreeRow = RowBase &
  (
    | { kind: 'schema'; schema: SchemaItem; open: boolean; tables: number | null }
    | { kind: 'table'; table: TableItem; open: boolean }
    | { kind: 'column'; field: Field; table: TableItem }
    | { kind: 'pending'; schema: string; page: number }
    | { kind: 'note'; text: string }
  );

export const schemaKey = (schema: string): string => `s:${schema}`;
export const tableKey = (schema: string, table: string): string => `t:${JSON.stringify([schema, table])}`;

/** Schemas of the system last; the default one first. */
export function orderSchemas(schemas: readonly SchemaItem[]): SchemaItem[] {
  const rank = (schema: SchemaItem) => (schema.isSystem ? 2 : schema.isDefault ? 0 : 1);
  return [...schemas].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** The visible rows, top to bottom. Tables that are not loaded stand as `pending`, so that the scroll bar is right. */
export function treeRows(state: TreeState): TreeRow[] {
  return state.schemas.flatMap((schema, index) => {
    const key = schemaKey(schema.name);
    const set = state.tables[schema.name];
    const open = Boolean(state.open[key]);
    const head: TreeRow = {
      key,
      level: 1,
      position: index + 1,
      siblings: state.schemas.length,
      kind: 'schema',
      schema,
      open,
      tables: set?.total ?? null,
    };
    return open ? [head, ...tableRows(schema.name, set, state)] : [head];
  });
}

function tableRows(schema: string, set: TableSet | undefined, state: TreeState): TreeRow[] {
  if (!set) return [pendingRow(schema, 1, 1, 1)];
  if (set.total === 0)
    return [{ key: `${schemaKey(schema)}:none`, level: 2, position: 1, siblings: 1, kind: 'note', text: 'No tables' }];
  const rows: TreeRow[] = [];
  for (let index = 0; index < set.total; index += 1) {
    const page = Math.floor(index / TABLES_PER_PAGE) + 1;
    const table = set.pages[page]?.[index % TABLES_PER_PAGE];
    if (table) rows.push(...rowsOfTable(table, index + 1, set.total, state));
    // A page that is loaded and short: the total was a moment older.
    else if (!set.pages[page]) rows.push(pendingRow(schema, page, index + 1, set.total));
  }
  return rows;
}

function pendingRow(schema: string, page: number, position: number, siblings: number): TreeRow {
  return {
    key: `${schemaKey(schema)}:pending:${position}`,
    level: 2,
    position,
    siblings,
    kind: 'pending',
    schema,
    page,
  };
}

function rowsOfTable(
  table: TableItem,
  position: number,
  siblings: number,
  state: Pick<TreeState, 'open' | 'fields'>,
): TreeRow[] {
  const key = tableKey(table.schema, table.name);
  const open = Boolean(state.open[key]);
  const head: TreeRow = { key, level: 2, position, siblings, kind: 'table', table, open };
  if (!open) return [head];
  const fields = state.fields[key];
  if (!fields)
    return [head, { key: `${key}:wait`, level: 3, position: 1, siblings: 1, kind: 'note', text: 'Loading…' }];
  const columns = fields.map((field, index): TreeRow => {
    const place = { position: index + 1, siblings: fields.length };
    return { key: `${key}:${field.name}`, level: 3, ...place, kind: 'column', field, table };
  });
  return [head, ...columns];
}

/** The rows of a filter: its matches under their schemas, all of them in sight. */
export function matchRows(matches: readonly TableItem[], state: TreeState): TreeRow[] {
  const bySchema = Map.groupBy(matches, (table) => table.schema);
  return [...bySchema].flatMap(([name, tables], index) => {
    const schema = state.schemas.find((item) => item.name === name) ?? { name, isDefault: false, isSystem: false };
    const head: TreeRow = {
      key: schemaKey(name),
      level: 1,
      position: index + 1,
      siblings: bySchema.size,
      kind: 'schema',
      schema,
      open: true,
      tables: tables.length,
    };
    return [head, ...tables.flatMap((table, place) => rowsOfTable(table, place + 1, tables.length, state))];
  });
}

/** Every table, when all of them are here already: such a tree is filtered without asking the server. */
export function completeTables(state: TreeState): TableItem[] | null {
  const all: TableItem[] = [];
  for (const schema of state.schemas.filter((item) => !item.isSystem)) {
    const set = state.tables[schema.name];
    if (!set) return null;
    const known = Object.values(set.pages).flat();
    if (known.length < set.total) return null;
    all.push(...known);
  }
  return all;
}

export function filterTables(tables: readonly TableItem[], query: string): TableItem[] {
  const wanted = query.toLowerCase();
  return tables.filter((table) => table.name.toLowerCase().includes(wanted));
}

/** Pages that stand in the visible stretch and are not loaded. */
export function pendingPages(rows: readonly TreeRow[]): { schema: string; page: number }[] {
  const seen = new Map<string, { schema: string; page: number }>();
  for (const row of rows)
    if (row.kind === 'pending') seen.set(`${row.schema}\n${row.page}`, { schema: row.schema, page: row.page });
  return [...seen.values()];
}
