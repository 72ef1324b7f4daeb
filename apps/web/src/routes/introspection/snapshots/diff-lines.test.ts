import type { Change, Snapshot, SnapshotDiff } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { changeValue, changeWords, countBreaking, diffTables } from './diff-lines.ts';
import { withPrevious } from './previous-snapshots.ts';

const snapshot = (id: string): Snapshot => ({
  ...{ id, connectionId: 'c', contentHash: id, tables: 1, columns: 1 },
  ...{ takenAt: '2026-05-10T12:00:00.000Z', takenByUserId: null, ms: 1 },
  ...{ scope: null, login: null, warnings: [] },
});
const change = (path: string, breaking: boolean): Change => ({
  ...{ path, kind: 'changed', before: 'a', after: 'b', breaking },
});
const diff: SnapshotDiff = {
  ...{ a: snapshot('1'), b: snapshot('2'), breaking: true },
  added: [{ schema: 'shop', table: 'zebras', type: 'table', breaking: false }],
  removed: [{ schema: 'shop', table: 'apples', type: 'table', breaking: true }],
  changed: [
    {
      ...{ schema: 'shop', table: 'orders', breaking: true },
      changes: [change('columns.total.nativeType', true), change('comment', false)],
    },
    { schema: 'archive', table: 'old', breaking: false, changes: [change('kind', false)] },
  ],
};

describe('diffTables', () => {
  it('orders all tables by name', () => {
    expect(diffTables(diff, false).map(({ schema, table, kind }) => `${schema}.${table} ${kind}`)).toEqual([
      'archive.old changed',
      'shop.apples removed',
      'shop.orders changed',
      'shop.zebras added',
    ]);
  });

  it('leaves only what breaks, inside the tables too', () => {
    const tables = diffTables(diff, true);
    expect(tables.map(({ table }) => table)).toEqual(['apples', 'orders']);
    expect(tables[1]?.changes.map(({ path }) => path)).toEqual(['columns.total.nativeType']);
  });

  it('counts each thing that breaks', () => {
    expect(countBreaking(diff)).toBe(2);
  });
});

describe('a change in words', () => {
  it.each([
    ['columns.email', { what: 'Column', name: 'email', aspect: '' }],
    ['columns.email.nativeType', { what: 'Column', name: 'email', aspect: 'type' }],
    ['columns.e.mail.nullable', { what: 'Column', name: 'e.mail', aspect: 'null' }],
    ['columns.a.b', { what: 'Column', name: 'a.b', aspect: '' }],
    ['foreignKeys.to_orders', { what: 'Foreign key', name: 'to_orders', aspect: '' }],
    ['indexes.by.comment', { what: 'Index', name: 'by.comment', aspect: '' }],
    ['primaryKey', { what: 'Primary key', name: '', aspect: '' }],
  ])('%s', (path, words) => {
    expect(changeWords({ path })).toEqual(words);
  });

  it('says null and not null as the table view does', () => {
    expect(changeValue({ path: 'columns.a.nullable' }, 'false')).toBe('not null');
    expect(changeValue({ path: 'columns.a.nullable' }, 'true')).toBe('null');
    expect(changeValue({ path: 'columns.a.default' }, 'true')).toBe('true');
    expect(changeValue({ path: 'columns.a.default' }, null)).toBe('none');
  });
});

describe('withPrevious', () => {
  const previous = (...args: Parameters<typeof withPrevious>) =>
    withPrevious(...args).map(({ previous: one }) => (one ? one.id : one));

  it('pairs each snapshot with the one before it', () => {
    expect(previous([snapshot('3'), snapshot('2'), snapshot('1')], false, undefined)).toEqual(['2', '1', null]);
  });

  it('takes the one before the last of a page from the next page, and does not guess before it is there', () => {
    expect(previous([snapshot('3'), snapshot('2')], true, snapshot('1'))).toEqual(['2', '1']);
    expect(previous([snapshot('3'), snapshot('2')], true, undefined)).toEqual(['2', undefined]);
  });
});
