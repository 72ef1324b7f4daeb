import type { AddressedTable, TablesJson } from '@portolan/drivers';
import { describe, expect, test } from 'vitest';
import { PageStore } from './page-store.ts';

const NONE = new Map();
const page = (from: number, count: number) => ({
  kind: 'tables' as const,
  count,
  warnings: [],
  known: [],
  json: JSON.stringify(Array.from({ length: count }, (_, at) => ({ name: `t${from + at}` }))),
});

test('pages are stored some at a time, in their order, and none is lost', async () => {
  const stored: number[] = [];
  const store = new PageStore(async (json) => {
    const tables = JSON.parse(json) as AddressedTable[];
    stored.push(tables.length);
    return tables;
  }, NONE);
  for (const [from, count] of [
    [0, 40],
    [40, 0],
    [40, 60],
    [100, 130],
    [230, 1],
  ] as const) {
    await store.add(page(from, count));
  }
  const tables = await store.end();
  expect(stored).toEqual([100, 130, 1]);
  expect(tables.map(({ name }) => name)).toEqual(Array.from({ length: 231 }, (_, at) => `t${at}`));
  expect(store.read).toBe(231);
});

test('what could not be stored is a failure', async () => {
  const store = new PageStore(() => Promise.reject(new Error('full')), NONE);
  await store.add(page(0, 100));
  await expect(store.end()).rejects.toThrow('full');
  expect(await new PageStore(() => Promise.reject(new Error('full')), NONE).end()).toEqual([]);
});

describe('tables that are known', () => {
  const [first = '', second = ''] = ['a', 'b'].map((letter) => letter.repeat(64));
  const kept = (name: string, hash: string) => ({
    schema: 'public',
    name,
    type: 'table' as const,
    kind: 'table',
    comment: null,
    rowEstimate: 1,
    sizeBytes: null,
    hash,
  });
  const keptTables = new Map([kept('one', first), kept('two', second)].map((table) => [table.hash, table]));
  const known = (hash: string, over: object = {}) => ({ hash, columns: 3, rowEstimate: 7, sizeBytes: 8, ...over });
  const start = () => new PageStore(async (json) => JSON.parse(json) as AddressedTable[], keptTables);
  const told = (over: Partial<TablesJson>): TablesJson => ({ ...page(0, 1), ...over });

  test('stand in their places as they were kept, with what was measured now', async () => {
    const store = start();
    await store.add(told({ count: 3, json: '[{"name":"new"}]', known: [known(second), null, known(first)] }));
    await store.add(told({ count: 1, json: '[]', known: [known(first)] }));
    const measured = { columns: 3, rowEstimate: 7, sizeBytes: 8 };
    expect(await store.end()).toEqual([
      { ...kept('two', second), ...measured },
      { name: 'new' },
      { ...kept('one', first), ...measured },
      { ...kept('one', first), ...measured },
    ]);
  });

  test.each<[string, Partial<TablesJson>]>([
    ['an address that was not given', { known: [known('c'.repeat(64))], json: '[]' }],
    ['what is no address', { known: [known("'")], json: '[]' }],
    ['columns that are no number of them', { known: [known(first, { columns: -1 })], json: '[]' }],
    ['statistics that are none', { known: [known(first, { rowEstimate: '1' })], json: '[]' }],
    ['more places than tables', { count: 2, known: [known(first)], json: '[]' }],
    ['no end of tables', { count: 1e15, json: '[]' }],
    ['fewer tables than none', { count: -1, json: '[]' }],
  ])('%s: the page is refused', async (_, over) => {
    await expect(start().add(told(over))).rejects.toThrow('makes no sense');
  });

  test.each<[string, Partial<TablesJson>]>([
    ['fewer', { count: 2, known: [known(first), null], json: '[]' }],
    ['more', { count: 1, known: [known(first)], json: '[{"name":"hidden"}]' }],
  ])('%s tables than were announced are refused', async (_, over) => {
    const store = start();
    await store.add(told(over));
    await expect(store.end()).rejects.toThrow('makes no sense');
  });
});
