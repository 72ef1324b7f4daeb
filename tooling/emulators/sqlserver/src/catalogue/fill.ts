import type { DatabaseSync } from 'node:sqlite';
import type { ColumnDefinition, DatabaseDefinition, TableDefinition } from './definition.ts';
import { fillKeys } from './fill-keys.ts';
import { DEFAULT_COLLATION, Filler, objectKey } from './filler.ts';
import { SYSTEM_TYPES, typeRow } from './system-types.ts';

const KINDS: Record<NonNullable<TableDefinition['kind']>, { temporal: number; external: number; memory: number }> = {
  table: { temporal: 0, external: 0, memory: 0 },
  view: { temporal: 0, external: 0, memory: 0 },
  'indexed view': { temporal: 0, external: 0, memory: 0 },
  'system-versioned': { temporal: 2, external: 0, memory: 0 },
  history: { temporal: 1, external: 0, memory: 0 },
  external: { temporal: 0, external: 1, memory: 0 },
  'memory-optimized': { temporal: 0, external: 0, memory: 1 },
};
const TEMPORAL = ['NON_TEMPORAL_TABLE', 'HISTORY_TABLE', 'SYSTEM_VERSIONED_TEMPORAL_TABLE'];

const flag = (value: boolean | undefined) => (value ? 1 : 0);

/** Writes a definition into the system views. */
export function fillCatalogue(db: DatabaseSync, definition: DatabaseDefinition): Filler {
  const filler = new Filler(db);
  db.exec('BEGIN');
  fillServer(filler, definition);
  for (const table of definition.tables) fillTable(filler, definition, table);
  for (const table of definition.tables) fillKeys(filler, table);
  db.exec('COMMIT; ANALYZE sys');
  return filler;
}

function fillServer(filler: Filler, { name, collation, others, schemas, types, tables }: DatabaseDefinition): void {
  const collated = collation ?? DEFAULT_COLLATION;
  ['master', 'tempdb', 'model', 'msdb', name, ...(others ?? [])].forEach((database, index) => {
    filler.insert('sys.databases', database, index + 1, 0, 'ONLINE', 160, collated, 'MULTI_USER', 0);
  });
  for (const schema of [...(schemas ?? []), ...tables.map((table) => table.schema)]) {
    if (!filler.schemas.has(schema)) filler.schemas.set(schema, filler.schemas.size + 1);
  }
  for (const [schema, id] of filler.schemas) {
    filler.insert('sys.schemas', schema, id, 1);
    filler.insert('INFORMATION_SCHEMA.SCHEMATA', name, schema, 'dbo');
  }
  for (const { name: type, systemId, userId, maxLength, precision, scale } of SYSTEM_TYPES) {
    filler.insert('sys.types', type, systemId, userId, 4, maxLength, precision, scale, 0, flag(systemId === 240), 0);
  }
  (types ?? []).forEach((alias, index) => {
    const base = typeRow(alias.base);
    const schema = filler.schemas.get(alias.schema) ?? 1;
    const size = [base.maxLength, base.precision, base.scale];
    filler.insert('sys.types', alias.name, base.systemId, 257 + index, schema, ...size, 1, 0, 0);
  });
}

function fillTable(filler: Filler, definition: DatabaseDefinition, table: TableDefinition): void {
  const id = filler.id();
  const schema = filler.schemas.get(table.schema) ?? 0;
  const isView = table.kind === 'view' || table.kind === 'indexed view';
  const type = isView ? 'V ' : 'U ';
  const description = isView ? 'VIEW' : 'USER_TABLE';
  filler.objects.set(objectKey(table.schema, table.name), id);
  filler.insert('sys.objects', table.name, id, null, schema, 0, type, description, 0);
  if (isView) {
    filler.insert('sys.views', table.name, id, schema, type, description, 0);
  } else {
    const { temporal, external, memory } = KINDS[table.kind ?? 'table'];
    const kind = [temporal, TEMPORAL[temporal] ?? '', null, external, memory, 0, 0, 0];
    filler.insert('sys.tables', table.name, id, schema, type, description, 0, ...kind);
  }
  const listed = [definition.name, table.schema, table.name];
  filler.insert('INFORMATION_SCHEMA.TABLES', ...listed, isView ? 'VIEW' : 'BASE TABLE');
  if (table.comment !== undefined) filler.insert('sys.extended_properties', 1, id, 0, 'MS_Description', table.comment);
  table.columns.forEach((column, index) => {
    // Ids have gaps where columns were dropped.
    const columnId = index * 2 + 1;
    filler.columns.set(JSON.stringify([id, column.name]), columnId);
    fillColumn(filler, definition, id, columnId, column);
    const written = [column.default ?? null, column.nullable ? 'YES' : 'NO', column.type];
    filler.insert('INFORMATION_SCHEMA.COLUMNS', ...listed, column.name, index + 1, ...written);
  });
}

const PERIOD_TYPES = { start: 1, end: 2 };
const TEXT_TYPES = new Set([35, 99, 167, 175, 231, 239]);

function fillColumn(
  filler: Filler,
  { types = [], collation = DEFAULT_COLLATION }: DatabaseDefinition,
  table: number,
  id: number,
  column: ColumnDefinition,
): void {
  const alias = types.findIndex((one) => `${one.schema}.${one.name}` === column.type);
  const type = typeRow(types[alias]?.base ?? column.type);
  const userId = alias < 0 ? type.userId : 257 + alias;
  const collated = TEXT_TYPES.has(type.systemId) ? (column.collation ?? collation) : null;
  const defaultId = column.default === undefined ? 0 : filler.id();
  filler.insert(
    'sys.columns',
    table,
    column.name,
    id,
    type.systemId,
    userId,
    type.maxLength,
    type.precision,
    type.scale,
    collated,
    flag(column.nullable),
    flag(column.identity),
    flag(column.computed !== undefined),
    0,
    flag(column.hidden),
    column.period ? PERIOD_TYPES[column.period] : 0,
    defaultId,
  );
  if (column.default !== undefined) {
    filler.insert('sys.default_constraints', `DF__${defaultId}`, defaultId, table, id, column.default);
  }
  if (column.computed) {
    const { definition, persisted } = column.computed;
    filler.insert('sys.computed_columns', table, id, column.name, definition, flag(persisted));
  }
  if (column.comment !== undefined) {
    filler.insert('sys.extended_properties', 1, table, id, 'MS_Description', column.comment);
  }
}
