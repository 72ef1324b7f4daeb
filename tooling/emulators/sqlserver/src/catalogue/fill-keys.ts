import type { IndexDefinition, TableDefinition } from './definition.ts';
import { type Filler, objectKey } from './filler.ts';

const TYPES: Record<string, number> = {
  HEAP: 0,
  CLUSTERED: 1,
  NONCLUSTERED: 2,
  XML: 3,
  SPATIAL: 4,
  'CLUSTERED COLUMNSTORE': 5,
  'NONCLUSTERED COLUMNSTORE': 6,
  'NONCLUSTERED HASH': 7,
};
const ACTIONS: Record<string, number> = { NO_ACTION: 0, CASCADE: 1, SET_NULL: 2, SET_DEFAULT: 3 };

type Key = 'primary' | 'unique' | 'none';

/** Indexes, constraints and sizes of a table; the tables they point at must be there already. */
export function fillKeys(filler: Filler, table: TableDefinition): void {
  const id = filler.objects.get(objectKey(table.schema, table.name)) ?? 0;
  fillIndexes(filler, id, table);
  for (const { name, definition, disabled, untrusted } of table.checks ?? []) {
    const held = [Number(disabled ?? false), Number(untrusted ?? disabled ?? false)];
    filler.insert('sys.check_constraints', name, filler.id(), id, 0, definition, ...held);
  }
  for (const name of table.triggers ?? []) filler.insert('sys.triggers', name, filler.id(), 1, id, 0, 0);
  for (const key of table.foreignKeys ?? []) {
    const keyId = filler.id();
    const target = filler.objects.get(objectKey(key.references.schema, key.references.table)) ?? 0;
    const { onDelete = 'NO_ACTION', onUpdate = 'NO_ACTION', disabled = false, untrusted = disabled } = key;
    const actions = [ACTIONS[onDelete] ?? 0, onDelete, ACTIONS[onUpdate] ?? 0, onUpdate];
    filler.insert('sys.foreign_keys', key.name, keyId, id, target, ...actions, Number(disabled), Number(untrusted));
    key.columns.forEach((column, index) => {
      const from = columnId(filler, id, column);
      const to = columnId(filler, target, key.references.columns[index] ?? '');
      filler.insert('sys.foreign_key_columns', keyId, index + 1, id, from, target, to);
    });
  }
}

function fillIndexes(filler: Filler, table: number, definition: TableDefinition): void {
  const { primaryKey, uniques = [], indexes = [], kind = 'table' } = definition;
  const all: [IndexDefinition, Key][] = [];
  if (primaryKey) {
    const type = primaryKey.clustered === false ? 'NONCLUSTERED' : 'CLUSTERED';
    all.push([{ ...primaryKey, unique: true, type }, 'primary']);
  }
  for (const { clustered, ...unique } of uniques) {
    all.push([{ ...unique, unique: true, type: clustered ? 'CLUSTERED' : 'NONCLUSTERED' }, 'unique']);
  }
  for (const index of indexes) all.push([index, 'none']);
  const isHeap = kind !== 'view' && !all.some(([{ type }]) => type?.startsWith('CLUSTERED'));
  if (isHeap) filler.insert('sys.indexes', table, null, 0, 0, 'HEAP', 0, 0, 0, 0, 0, 0, null);
  let next = 2;
  const ids = all.map(([{ type }]) => (type?.startsWith('CLUSTERED') ? 1 : next++));
  all.forEach(([index, key], at) => {
    fillIndex(filler, table, ids[at] ?? 0, index, key);
  });
  fillSizes(filler, table, isHeap ? [0, ...ids] : ids, definition);
}

function fillIndex(filler: Filler, table: number, id: number, index: IndexDefinition, key: Key): void {
  const { name, columns, include = [], unique = false, type = 'NONCLUSTERED', filter } = index;
  const keys = [unique, key === 'primary', key === 'unique'].map(Number);
  const filtered = filter === undefined ? [0, null] : [1, filter];
  filler.insert(
    'sys.indexes',
    table,
    name,
    id,
    TYPES[type] ?? 2,
    type,
    ...keys,
    Number(index.disabled ?? false),
    0,
    ...filtered,
  );
  const isColumnstore = type.endsWith('COLUMNSTORE');
  [...columns, ...include].forEach((column, at) => {
    const included = isColumnstore || at >= columns.length;
    const descending = Number(index.descending?.includes(column) ?? false);
    const place = included ? 0 : at + 1;
    const row = [table, id, at + 1, columnId(filler, table, column), place, 0, descending, Number(included)];
    filler.insert('sys.index_columns', ...row);
  });
}

/** Two partitions each, and all pages in the first one of the first index. */
function fillSizes(filler: Filler, table: number, indexes: number[], { rows, pages }: TableDefinition): void {
  if (rows === undefined) return;
  indexes.forEach((index, at) => {
    for (const number of [1, 2]) {
      const id = filler.id();
      const half = number === 1 ? Math.ceil(rows / 2) : Math.floor(rows / 2);
      filler.insert('sys.partitions', id, table, index, number, id, half);
      const size = at === 0 && number === 1 ? (pages ?? 0) : 0;
      filler.insert('sys.allocation_units', id + 1, 1, 'IN_ROW_DATA', id, size, size);
    }
  });
}

const columnId = (filler: Filler, table: number, name: string) =>
  filler.columns.get(JSON.stringify([table, name])) ?? 0;
