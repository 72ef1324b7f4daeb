import type { Field, TableItem } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { treeMove } from './tree-keys.ts';
import {
  completeTables,
  filterTables,
  matchRows,
  orderSchemas,
  pendingPages,
  schemaKey,
  TABLES_PER_PAGE,
  type TreeState,
  tableKey,
  treeRows,
} from './tree-model.ts';

const schema = (name: string, patch = {}) => ({ name, isDefault: false, isSystem: false, ...patch });
const table = (name: string, owner = 'public'): TableItem => ({
  schema: owner,
  name,
  type: 'table',
  kind: 'table',
  comment: null,
  rowEstimate: null,
  sizeBytes: null,
});
const field = (name: string, position: number): Field => ({
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
  schemas: [schema('public'), schema('sales')],
  open: {},
  tables: {},
  fields: {},
  ...patch,
});
const open = { [schemaKey('public')]: true };
const kinds = (rows: { kind: string }[]) => rows.map((row) => row.kind);

describe('treeRows', () => {
  it('shows closed schemas only', () => {
    const rows = treeRows(state());
    expect(kinds(rows)).toEqual(['schema', 'schema']);
    expect(rows[1]).toMatchObject({ level: 1, position: 2, siblings: 2, open: false, tables: null });
  });

  it('shows that an opened schema is being loaded', () => {
    expect(kinds(treeRows(state({ open })))).toEqual(['schema', 'pending', 'schema']);
  });

  it('says when a schema is empty', () => {
    expect(kinds(treeRows(state({ open, tables: { public: { total: 0, pages: {} } } })))).toEqual([
      'schema',
      'note',
      'schema',
    ]);
  });

  it('keeps the place of tables that are not loaded', () => {
    const tables = {
      public: { total: 250, pages: { 2: Array.from({ length: 100 }, (_, index) => table(`t${index}`)) } },
    };
    const rows = treeRows(state({ open, tables }));
    expect(rows).toHaveLength(252);
    expect(rows[1]).toMatchObject({ kind: 'pending', page: 1, position: 1, siblings: 250 });
    expect(rows[TABLES_PER_PAGE + 1]).toMatchObject({ kind: 'table', position: 101 });
    expect(rows[201]).toMatchObject({ kind: 'pending', page: 3 });
    expect(pendingPages(rows.slice(0, 150))).toEqual([{ schema: 'public', page: 1 }]);
  });

  it('drops the holes of a total that was too high', () => {
    const tables = { public: { total: 3, pages: { 1: [table('a')] } } };
    expect(kinds(treeRows(state({ open, tables })))).toEqual(['schema', 'table', 'schema']);
  });

  it('shows the columns of an opened table', () => {
    const key = tableKey('public', 'a');
    const opened = { ...open, [key]: true };
    const tables = { public: { total: 1, pages: { 1: [table('a')] } } };
    expect(kinds(treeRows(state({ open: opened, tables })))).toEqual(['schema', 'table', 'note', 'schema']);
    const rows = treeRows(state({ open: opened, tables, fields: { [key]: [field('id', 1), field('name', 2)] } }));
    expect(rows[3]).toMatchObject({ kind: 'column', level: 3, position: 2, siblings: 2 });
  });
});

it('puts the default schema first and those of the system last', () => {
  const schemas = [
    schema('pg_catalog', { isSystem: true }),
    schema('b'),
    schema('public', { isDefault: true }),
    schema('a'),
  ];
  expect(orderSchemas(schemas).map((item) => item.name)).toEqual(['public', 'a', 'b', 'pg_catalog']);
});

describe('the filter', () => {
  it('works here only when every table is here', () => {
    const full = {
      public: { total: 1, pages: { 1: [table('a')] } },
      sales: { total: 1, pages: { 1: [table('b', 'sales')] } },
    };
    expect(completeTables(state({ tables: full }))).toHaveLength(2);
    expect(completeTables(state({ tables: { public: full.public } }))).toBeNull();
    expect(completeTables(state({ tables: { ...full, public: { ...full.public, total: 2 } } }))).toBeNull();
  });

  it('shows matches under their parents', () => {
    const matches = filterTables([table('Orders'), table('users'), table('order_items', 'sales')], 'ORDER');
    const rows = matchRows(matches, state());
    expect(kinds(rows)).toEqual(['schema', 'table', 'schema', 'table']);
    expect(rows[0]).toMatchObject({ open: true, position: 1, siblings: 2 });
  });

  it('takes 10,000 tables in less than 50 ms', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => table(`table_${index}`));
    const start = performance.now();
    matchRows(filterTables(many, 'table_9'), state());
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('treeMove', () => {
  const tables = { public: { total: 2, pages: { 1: [table('alpha'), table('beta')] } } };
  const rows = treeRows(state({ open, tables }));

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
    expect(treeMove(key, rows, index, 10)).toEqual(move);
  });
});
