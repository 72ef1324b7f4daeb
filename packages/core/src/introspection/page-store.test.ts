import type { AddressedTable } from '@portolan/drivers';
import { expect, test } from 'vitest';
import { PageStore } from './page-store.ts';

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
  });
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
  const store = new PageStore(() => Promise.reject(new Error('full')));
  await store.add(page(0, 100));
  await expect(store.end()).rejects.toThrow('full');
  expect(await new PageStore(() => Promise.reject(new Error('full'))).end()).toEqual([]);
});
