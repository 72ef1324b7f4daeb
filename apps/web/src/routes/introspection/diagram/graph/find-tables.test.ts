import { expect, it } from 'vitest';
import { findTables } from './find-tables.ts';

const named = (...names: string[]) => names.map((name) => ({ schema: 'shop', name }));

it('finds tables by a part of their name, the exact one first', () => {
  const tables = named('old_users', 'users', 'users_log', 'orders');
  expect(findTables(tables, 'USERS').map(({ name }) => name)).toEqual(['users', 'users_log', 'old_users']);
  expect(findTables(tables, 'shop.o').map(({ name }) => name)).toEqual(['old_users', 'orders']);
  expect(findTables(tables, ' ')).toEqual([]);
});
