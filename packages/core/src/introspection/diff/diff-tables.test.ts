import {
  type Change,
  type Column,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_INDEX,
  PLAIN_KEY,
  PLAIN_TABLE,
  type TableDefinition,
} from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { diffTables } from './diff-tables.ts';

const column = (over: Partial<Column> = {}): Column => ({
  ...PLAIN_COLUMN,
  baseType: 'varchar',
  name: 'a',
  position: 1,
  nativeType: 'varchar(20)',
  type: 'string',
  length: 20,
  precision: null,
  scale: null,
  nullable: true,
  default: null,
  generated: null,
  collation: null,
  comment: null,
  ...over,
});
const table = (over: Partial<TableDefinition> = {}): TableDefinition => ({
  ...PLAIN_TABLE,
  schema: 's',
  name: 't',
  type: 'table',
  kind: 'table',
  comment: null,
  columns: [column()],
  primaryKey: null,
  foreignKeys: [],
  uniques: [],
  checks: [],
  indexes: [],
  ...over,
});
const said = (changes: Change[]) =>
  changes.map(({ path, kind, breaks }) => [path.join('.'), kind, ...breaks].join(' '));
const between = (a: Partial<TableDefinition>, b: Partial<TableDefinition>) =>
  said(diffTables(table(a), table(b), 'postgresql'));
const columns = (a: Partial<Column>, b: Partial<Column>) => between({ columns: [column(a)] }, { columns: [column(b)] });

const foreignKey = (onDelete: string) => ({
  ...PLAIN_FOREIGN_KEY,
  name: 'f',
  columns: ['a'],
  references: { schema: 's', table: 'u', columns: ['id'] },
  onUpdate: 'NO ACTION',
  onDelete,
});
const check = { name: 'c', expression: 'a > 0', enforced: true, validated: true };
const index = (unique: boolean) => ({
  ...PLAIN_INDEX,
  keys: [],
  name: 'i',
  columns: ['a'],
  include: [],
  unique,
  primary: false,
  method: 'btree',
  predicate: null,
});

it('two tables that are the same differ in nothing', () => {
  expect(between({}, {})).toEqual([]);
  expect(columns({ position: 1 }, { position: 2 })).toEqual([]);
});

describe('a column', () => {
  it.each<[string, Partial<Column>, Partial<Column>, string[]]>([
    ['grows', {}, { nativeType: 'varchar(40)', length: 40 }, ['columns.a.nativeType changed']],
    ['loses its limit', {}, { nativeType: 'varchar', length: null }, ['columns.a.nativeType changed']],
    ['shrinks', {}, { nativeType: 'varchar(10)', length: 10 }, ['columns.a.nativeType changed write']],
    ['changes its type', {}, { nativeType: 'text', baseType: 'text', length: null }, ['columns.a.nativeType changed']],
    ['may be null now', { nullable: false }, {}, ['columns.a.nullable changed read']],
    ['may not be null any more', {}, { nullable: false }, ['columns.a.nullable changed write']],
    ['gets a default', {}, { default: '1' }, ['columns.a.default added']],
    ['loses a default nobody needs', { default: '1' }, {}, ['columns.a.default removed']],
    [
      ...(['loses a default that writers need', { default: '1', nullable: false }, { nullable: false }] as const),
      ['columns.a.default removed write'],
    ],
    ['is described anew', { comment: 'x' }, { comment: 'y' }, ['columns.a.comment changed']],
  ])('that %s', (_, a, b, changes) => expect(columns(a, b)).toEqual(changes));

  it('that is new breaks writers only where they must fill it', () => {
    const added = (over: Partial<Column>) => between({ columns: [] }, { columns: [column(over)] });
    expect(added({})).toEqual(['columns.a added']);
    expect(added({ nullable: false, default: '0' })).toEqual(['columns.a added']);
    expect(added({ nullable: false, generated: 'identity-always' })).toEqual(['columns.a added']);
    expect(added({ nullable: false })).toEqual(['columns.a added write']);
  });

  it('that is gone breaks everybody', () =>
    expect(between({}, { columns: [] })).toEqual(['columns.a removed read write']));
});

describe('a constraint', () => {
  it.each<[string, Partial<TableDefinition>, Partial<TableDefinition>, string[]]>([
    [
      'another primary key',
      { primaryKey: { ...PLAIN_KEY, name: 'k', columns: ['a'] } },
      {},
      ['primaryKey removed read write'],
    ],
    ['a primary key of another name', pk('x'), pk('y'), ['primaryKey.name renamed']],
    ['a new foreign key', {}, { foreignKeys: [foreignKey('CASCADE')] }, ['foreignKeys.f added write']],
    ['a lost foreign key', { foreignKeys: [foreignKey('CASCADE')] }, {}, ['foreignKeys.f removed']],
    ['another rule', references('CASCADE'), references('RESTRICT'), ['foreignKeys.f.onDelete changed write']],
    ['a new check', {}, { checks: [check] }, ['checks.c added write']],
    ['a lost check', { checks: [check] }, {}, ['checks.c removed']],
    [
      'a lost unique constraint',
      { uniques: [{ ...PLAIN_KEY, name: 'u', columns: ['a'] }] },
      {},
      ['uniques.u removed read write'],
    ],
    ['a new index', {}, { indexes: [index(false)] }, ['indexes.i added']],
    ['a new unique index', {}, { indexes: [index(true)] }, ['indexes.i added write']],
    [
      'an index made unique',
      { indexes: [index(false)] },
      { indexes: [index(true)] },
      ['indexes.i.unique changed write'],
    ],
    ['a lost index', { indexes: [index(true)] }, {}, ['indexes.i removed read write']],
    ['a table that became a view', {}, { type: 'view', kind: 'view' }, ['type changed write', 'kind changed']],
  ])('%s', (_, a, b, changes) => expect(between(a, b)).toEqual(changes));
});

function references(onDelete: string): Partial<TableDefinition> {
  return { foreignKeys: [foreignKey(onDelete)] };
}

function pk(name: string): Partial<TableDefinition> {
  return { primaryKey: { ...PLAIN_KEY, name, columns: ['a'] } };
}

describe('what one of two versions of this product did not know', () => {
  const without = (definition: TableDefinition, ...keys: string[]) =>
    Object.fromEntries(Object.entries(definition).filter(([key]) => !keys.includes(key))) as TableDefinition;

  it('is no change, in a table and in its columns', () => {
    const now = table({ triggers: ['g'], engine: 'InnoDB', columns: [column({ invisible: true, onUpdate: 'now()' })] });
    const { invisible, onUpdate, baseType, labels, ...older } = now.columns[0] as Column;
    const before = { ...without(now, 'triggers', 'engine', 'exclusions'), columns: [older as Column] };
    expect(diffTables(before, now, 'postgresql')).toEqual([]);
    expect(diffTables(now, before, 'postgresql')).toEqual([]);
  });

  it('and what a server does not tell is none', () => {
    const rules = (onDelete: string) => ({ foreignKeys: [foreignKey(onDelete)] });
    expect(between(rules('UNKNOWN'), rules('CASCADE'))).toEqual([]);
  });

  it('while a fact that no rule is about is told all the same', () => {
    const fresh = { ...table(), tablespace: 'fast' } as TableDefinition;
    const old = { ...table(), tablespace: 'slow' } as TableDefinition;
    expect(said(diffTables(old, fresh, 'postgresql'))).toEqual(['tablespace changed']);
  });
});

describe('two databases of two kinds', () => {
  it('are compared by what their types are called, and share no rules', () => {
    const of = (over: Partial<Column>) => table({ columns: [column(over)] });
    const text = (baseType: string) => of({ baseType, nativeType: 'text', length: null });
    expect(diffTables(text('text'), text('longtext'), undefined).flatMap(({ breaks }) => breaks)).toEqual([]);
    const plain = (baseType: string) => of({ baseType, nativeType: 'integer', type: 'integer', length: null });
    expect(diffTables(plain('int4'), plain('int4'), undefined)).toEqual([]);
  });
});
