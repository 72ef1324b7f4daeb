import { type Field, PLAIN_COLUMN } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { findTables } from './find-tables.ts';
import { rowLabel, treeMove } from './tree-keys.ts';
import {
  EMPTY_TREE,
  firstToOpen,
  namesIn,
  orderSchemas,
  schemaKey,
  type TreeState,
  tableKey,
  treeRows,
} from './tree-model.ts';

const schema = (name: string, tables: string[] = [], patch = {}) => ({
  name,
  isDefault: false,
  isSystem: false,
  tables: tables.map((table) => ({ name: table, type: 'table' as const })),
  ...patch,
});
const field = (name: string, position: number): Field => ({
  ...PLAIN_COLUMN,
  baseType: 'text',
  name,
  position,
  nativeType: 'text',
  type: 'string',
  length: null,
  precision: null,
  scale: null,
  collation: null,
  nullable: true,
  default: null,
  primaryKey: false,
  references: null,
  generated: null,
  comment: null,
});
const state = (patch: Partial<TreeState> = {}): TreeState => ({
  ...EMPTY_TREE,
  schemas: [schema('public', ['alpha', 'beta']), schema('sales', ['orders'])],
  ...patch,
});
const open = { [schemaKey('public')]: true };
const SIGNS = { schema: '', table: ' ', column: '  ', note: '- ' };
const filtered = (tree: TreeState, text: string) => treeRows(tree, findTables(namesIn(tree), text));
const labels = (rows: ReturnType<typeof treeRows>) => rows.map((row) => SIGNS[row.kind] + rowLabel(row));

describe('treeRows', () => {
  it('shows closed schemas with how much is in them', () => {
    const rows = treeRows(state());
    expect(labels(rows)).toEqual(['public', 'sales']);
    expect(rows[1]).toMatchObject({ level: 1, position: 2, siblings: 2, open: false, tables: 1 });
  });

  it('shows the tables of an opened schema in their place', () => {
    const rows = treeRows(state({ open }));
    expect(labels(rows)).toEqual(['public', ' alpha', ' beta', 'sales']);
    expect(rows[2]).toMatchObject({ level: 2, position: 2, siblings: 2, key: tableKey('public', 'beta') });
  });

  it('says when a schema is empty', () => {
    expect(labels(treeRows(state({ schemas: [schema('public')], open })))).toEqual(['public', '- No tables']);
  });

  it('waits for the tables of the system, which no outline has', () => {
    const schemas = [schema('pg_catalog', [], { isSystem: true })];
    const opened = { [schemaKey('pg_catalog')]: true };
    const [head] = treeRows(state({ schemas, open: opened }));
    expect(head).toMatchObject({ tables: null });
    expect(labels(treeRows(state({ schemas, open: opened })))).toEqual(['pg_catalog', '- Loading…']);
    const system = { pg_catalog: [{ name: 'pg_class', type: 'table' as const }] };
    expect(labels(treeRows(state({ schemas, open: opened, system })))).toEqual(['pg_catalog', ' pg_class']);
  });

  it('shows the columns of an opened table, and that they are on their way', () => {
    const key = tableKey('public', 'alpha');
    const opened = { ...open, [key]: true };
    expect(labels(treeRows(state({ open: opened })))[2]).toBe('- Loading…');
    const rows = treeRows(state({ open: opened, fields: { [key]: [field('id', 1), field('name', 2)] } }));
    expect(labels(rows)).toEqual(['public', ' alpha', '  id', '  name', ' beta', 'sales']);
    expect(rows[3]).toMatchObject({ level: 3, position: 2, siblings: 2 });
  });
});

it('puts the default schema first and those of the system last', () => {
  const schemas = [
    schema('pg_catalog', [], { isSystem: true }),
    schema('b'),
    schema('public', [], { isDefault: true }),
    schema('a'),
  ];
  expect(orderSchemas(schemas).map((item) => item.name)).toEqual(['public', 'a', 'b', 'pg_catalog']);
});

describe('the filter', () => {
  it('shows what matches under its parents, which it opens', () => {
    const rows = filtered(state(), ' ORDER ');
    expect(labels(rows)).toEqual(['sales', ' orders']);
    expect(rows[0]).toMatchObject({ open: true, position: 1, siblings: 1, tables: 1 });
  });

  it('looks at the schema too when there is a dot', () => {
    expect(labels(filtered(state(), 'public.al'))).toEqual(['public', ' alpha']);
    expect(labels(filtered(state(), 'sales.'))).toEqual(['sales', ' orders']);
    expect(filtered(state(), 'sales.alpha')).toEqual([]);
  });

  it('lets a schema be closed that it opened', () => {
    expect(labels(filtered(state({ open: { [schemaKey('sales')]: false } }), 'o'))).toEqual(['sales']);
  });
});

describe('treeMove', () => {
  const rows = treeRows(state({ open }));

  it.each([
    ['ArrowDown', 0, { focus: 1 }],
    ['ArrowUp', 0, { focus: 0 }],
    ['End', 0, { focus: 3 }],
    ['Home', 3, { focus: 0 }],
    ['PageDown', 0, { focus: 3 }],
    ['PageUp', 3, { focus: 0 }],
    ['ArrowRight', 0, { focus: 1 }],
    ['ArrowRight', 1, { toggle: 1 }],
    ['ArrowLeft', 0, { toggle: 0 }],
    ['ArrowLeft', 2, { focus: 0 }],
    ['Enter', 1, { activate: 1 }],
    [' ', 1, { activate: 1 }],
    ['*', 0, { openSiblings: 0 }],
    ['b', 0, { focus: 2 }],
    ['s', 2, { focus: 3 }],
    ['z', 0, null],
    ['Tab', 0, null],
  ])('%s on row %i', (key, index, move) => {
    expect(treeMove(key, rows, index, { pageRows: 10 })).toEqual(move);
  });

  it('finds a name by its first letters, and takes a blank among them for one', () => {
    const names = treeRows(state({ schemas: [schema('public', ['order lines', 'orders', 'ore'])], open }));
    expect(treeMove('e', names, 1, { pageRows: 10, typed: 'or' })).toEqual({ focus: 3 });
    expect(treeMove('r', names, 1, { pageRows: 10, typed: 'o' })).toEqual({ focus: 1 });
    expect(treeMove(' ', names, 2, { pageRows: 10, typed: 'order' })).toEqual({ focus: 1 });
  });
});

it('opens the first schema that holds anything, and never one of the system', () => {
  const system = schema('pg_catalog', ['pg_class'], { isSystem: true });
  const empty = schema('public', [], { isDefault: true });
  expect(firstToOpen([empty, schema('sales', ['orders']), system])).toBe('sales');
  expect(firstToOpen([schema('public', ['alpha']), schema('sales', ['orders'])])).toBe('public');
  expect(firstToOpen([empty, schema('drafts'), system])).toBe('public');
  expect(firstToOpen([system])).toBeUndefined();
});
