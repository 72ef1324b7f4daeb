import type { Field, Outline, SchemaItem } from '@portolan/contract';
import type { Found, Names } from './find-tables.ts';
import { t } from './texts.ts';

export type OutlineTable = Outline['schemas'][number]['tables'][number];

export interface TreeState {
  schemas: Outline['schemas'];
  /** Keys of what is opened; a schema that a filter opened is closed by `false`. */
  open: Readonly<Record<string, boolean | undefined>>;
  /** The tables of the system's own schemas, which no outline has: they are asked for one by one. */
  system: Readonly<Record<string, readonly OutlineTable[] | undefined>>;
  fields: Readonly<Record<string, readonly Field[] | undefined>>;
}

export const EMPTY_TREE: TreeState = { schemas: [], open: {}, system: {}, fields: {} };

interface RowBase {
  key: string;
  level: 1 | 2 | 3;
  /** Place among its siblings, 1-based, and their number. */
  position: number;
  siblings: number;
}
export interface TablePlace {
  schema: string;
  name: string;
  type: 'table' | 'view';
}
export type TreeRow = RowBase &
  (
    | { kind: 'schema'; schema: SchemaItem; open: boolean; tables: number | null }
    | { kind: 'table'; table: TablePlace; open: boolean }
    | { kind: 'column'; field: Field; table: TablePlace }
    | { kind: 'note'; text: string }
  );

export const schemaKey = (schema: string): string => `s:${schema}`;
export const tableKey = (schema: string, table: string): string => `t:${schema}\u0000${table}`;

/** Schemas of the system last; the default one first. */
export function orderSchemas<T extends SchemaItem>(schemas: readonly T[]): T[] {
  const rank = (schema: SchemaItem) => (schema.isSystem ? 2 : schema.isDefault ? 0 : 1);
  return [...schemas].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Which schema opens by itself: a default one is often empty, and an empty one tells nothing. */
export function firstToOpen(schemas: Outline['schemas']): string | undefined {
  const own = schemas.filter(({ isSystem }) => !isSystem);
  return (own.find(({ tables }) => tables.length > 0) ?? own[0])?.name;
}

/** The visible rows, top to bottom. What a filter found is shown under its schemas, opened. */
export function treeRows(state: TreeState, found?: Found): TreeRow[] {
  const shown = found
    ? found.flatMap((one) => pick(state, one))
    : state.schemas.map((schema) => ({ schema, tables: tablesOf(state, schema) }));
  return shown.flatMap(({ schema, tables }, index): TreeRow[] => {
    const key = schemaKey(schema.name);
    const open = state.open[key] ?? found !== undefined;
    const { name, isDefault, isSystem } = schema;
    const head: TreeRow = {
      key,
      level: 1,
      position: index + 1,
      siblings: shown.length,
      kind: 'schema',
      schema: { name, isDefault, isSystem },
      open,
      tables: tables?.length ?? null,
    };
    return open ? [head, ...rowsIn(name, tables, state)] : [head];
  });
}

function tablesOf(
  state: Pick<TreeState, 'system'>,
  schema: Outline['schemas'][number],
): readonly OutlineTable[] | undefined {
  return schema.isSystem && schema.tables.length === 0 ? state.system[schema.name] : schema.tables;
}

/** What can be looked for: every name that is known, in the order of the tree. */
export function namesIn(state: Pick<TreeState, 'schemas' | 'system'>): Names {
  return state.schemas.map((schema) => ({
    name: schema.name,
    tables: (tablesOf(state, schema) ?? []).map(({ name }) => name),
  }));
}

function pick(state: TreeState, found: Found[number]) {
  const schema = state.schemas[found.schema];
  if (!schema) return [];
  const all = tablesOf(state, schema) ?? [];
  return [{ schema, tables: found.tables.flatMap((at) => all[at] ?? []) }];
}

function rowsIn(schema: string, tables: readonly OutlineTable[] | undefined, state: TreeState): TreeRow[] {
  if (!tables) return [note(schemaKey(schema), 2, t().coming)];
  if (tables.length === 0) return [note(schemaKey(schema), 2, t().noTables)];
  return tables.flatMap(({ name, type }, index) => {
    const key = tableKey(schema, name);
    const table = { schema, name, type };
    const open = state.open[key] ?? false;
    const head: TreeRow = { key, level: 2, position: index + 1, siblings: tables.length, kind: 'table', table, open };
    return open ? [head, ...columnRows(key, table, state.fields[key])] : [head];
  });
}

function columnRows(key: string, table: TablePlace, fields: readonly Field[] | undefined): TreeRow[] {
  if (!fields) return [note(key, 3, t().coming)];
  if (fields.length === 0) return [note(key, 3, t().noColumns)];
  return fields.map((field, index) => {
    const place = { position: index + 1, siblings: fields.length };
    return { key: `${key}:${field.name}`, level: 3, ...place, kind: 'column', field, table };
  });
}

function note(parent: string, level: 2 | 3, text: string): TreeRow {
  return { key: `${parent}:note`, level, position: 1, siblings: 1, kind: 'note', text };
}
