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
  ...{ name: 'a', position: 1, nativeType: 'varchar(20)', type: 'string', length: 20, precision: null, scale: null },
  ...{ nullable: true, default: null, generated: null, collation: null, comment: null },
  ...over,
});
const table = (over: Partial<TableDefinition> = {}): TableDefinition => ({
  ...PLAIN_TABLE,
  ...{ schema: 's', name: 't', type: 'table', kind: 'table', comment: null, columns: [column()], primaryKey: null },
  ...{ foreignKeys: [], uniques: [], checks: [], indexes: [] },
  ...over,
});
const said = (changes: Change[]) => changes.map(({ path, kind, breaking }) => `${path} ${kind}${breaking ? '!' : ''}`);
const between = (a: Partial<TableDefinition>, b: Partial<TableDefinition>) => said(diffTables(table(a), table(b)));
const columns = (a: Partial<Column>, b: Partial<Column>) => between({ columns: [column(a)] }, { columns: [column(b)] });

const foreignKey = (onDelete: string) => ({
  ...PLAIN_FOREIGN_KEY,
  ...{ name: 'f', columns: ['a'], references: { schema: 's', table: 'u', columns: ['id'] } },
  ...{ onUpdate: 'NO ACTION', onDelete },
});
const check = { name: 'c', expression: 'a > 0', enforced: true, validated: true };
const index = (unique: boolean) => ({
  ...PLAIN_INDEX,
  keys: [],
  ...{ name: 'i', columns: ['a'], include: [], unique, primary: false, method: 'btree', predicate: null },
});

it('two tables that are the same differ in nothing', () => {
  expect(between({}, {})).toEqual([]);
  expect(columns({ position: 1 }, { position: 2 })).toEqual([]);
});

describe('a column', () => {
  it.each<[string, Partial<Column>, Partial<Column>, string[]]>([
    ['grows', {}, { nativeType: 'varchar(40)', length: 40 }, ['columns.a.nativeType changed']],
    ['loses its limit', {}, { nativeType: 'varchar', length: null }, ['columns.a.nativeType changed']],
    ['shrinks', {}, { nativeType: 'varchar(10)', length: 10 }, ['columns.a.nativeType changed!']],
    ['changes its type', {}, { nativeType: 'text', type: 'string', length: null }, ['columns.a.nativeType changed!']],
    ['may be null now', { nullable: false }, {}, ['columns.a.nullable changed!']],
    ['may not be null any more', {}, { nullable: false }, ['columns.a.nullable changed!']],
    ['gets a default', {}, { default: '1' }, ['columns.a.default added']],
    ['loses a default nobody needs', { default: '1' }, {}, ['columns.a.default removed']],
    [
      ...(['loses a default that writers need', { default: '1', nullable: false }, { nullable: false }] as const),
      ['columns.a.default removed!'],
    ],
    ['is described anew', { comment: 'x' }, { comment: 'y' }, ['columns.a.comment changed']],
  ])('that %s', (_, a, b, changes) => expect(columns(a, b)).toEqual(changes));

  it('that is new breaks writers only where they must fill it', () => {
    const added = (over: Partial<Column>) => between({ columns: [] }, { columns: [column(over)] });
    expect(added({})).toEqual(['columns.a added']);
    expect(added({ nullable: false, default: '0' })).toEqual(['columns.a added']);
    expect(added({ nullable: false, generated: 'identity-always' })).toEqual(['columns.a added']);
    expect(added({ nullable: false })).toEqual(['columns.a added!']);
  });

  it('that is gone breaks everybody', () => expect(between({}, { columns: [] })).toEqual(['columns.a removed!']));
});

describe('a constraint', () => {
  it.each<[string, Partial<TableDefinition>, Partial<TableDefinition>, string[]]>([
    ['another primary key', { primaryKey: { ...PLAIN_KEY, name: 'k', columns: ['a'] } }, {}, ['primaryKey removed!']],
    ['a primary key of another name', pk('x'), pk('y'), []],
    ['a new foreign key', {}, { foreignKeys: [foreignKey('CASCADE')] }, ['foreignKeys.f added!']],
    ['a lost foreign key', { foreignKeys: [foreignKey('CASCADE')] }, {}, ['foreignKeys.f removed']],
    ['another rule', references('CASCADE'), references('RESTRICT'), ['foreignKeys.f changed!']],
    ['a new check', {}, { checks: [check] }, ['checks.c added!']],
    ['a lost check', { checks: [check] }, {}, ['checks.c removed']],
    [
      'a lost unique constraint',
      { uniques: [{ ...PLAIN_KEY, name: 'u', columns: ['a'] }] },
      {},
      ['uniques.u removed!'],
    ],
    ['a new index', {}, { indexes: [index(false)] }, ['indexes.i added']],
    ['a new unique index', {}, { indexes: [index(true)] }, ['indexes.i added!']],
    ['an index made unique', { indexes: [index(false)] }, { indexes: [index(true)] }, ['indexes.i changed!']],
    ['a lost index', { indexes: [index(true)] }, {}, ['indexes.i removed']],
    ['a table that became a view', {}, { type: 'view', kind: 'view' }, ['type changed!', 'kind changed']],
  ])('%s', (_, a, b, changes) => expect(between(a, b)).toEqual(changes));
});

function references(onDelete: string): Partial<TableDefinition> {
  return { foreignKeys: [foreignKey(onDelete)] };
}

function pk(name: string): Partial<TableDefinition> {
  return { primaryKey: { ...PLAIN_KEY, name, columns: ['a'] } };
}
