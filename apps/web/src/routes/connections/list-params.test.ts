import { ListConnectionsInput } from '@portolan/contract';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readParams } from '../../lib/search-params.ts';
import { isFiltered, listParams, nextSort, toCountInput, toListInput } from './list-params.ts';

it('asks for valid input whatever the URL says', () => {
  const state = readParams(listParams, {
    search: '  orders ',
    dbType: 'oracle',
    status: 'failed',
    page: '0',
    pageSize: '999',
  });
  const input = toListInput(state);
  expect(z.safeParse(ListConnectionsInput, input).success).toBe(true);
  expect(input).toEqual({
    search: 'orders',
    status: 'failed',
    sortBy: 'createdAt',
    sortOrder: 'desc',
    page: 1,
    pageSize: 20,
  });
});

it('counts under the same search and kind, without the status', () => {
  const state = readParams(listParams, { search: 'a', dbType: 'mysql', status: 'failed' });
  expect(toCountInput(state)).toEqual({ search: 'a', dbType: 'mysql' });
});

it('asks for the deleted ones in an order of their own', () => {
  const state = readParams(listParams, { search: 'a', status: 'deleted', sortBy: 'name' });
  expect(toListInput(state)).toEqual({ search: 'a', deleted: true, page: 1, pageSize: 20 });
  expect(isFiltered(state)).toBe(true);
});

it('turns the order round on the same column only', () => {
  expect(nextSort({ sortBy: 'name', sortOrder: 'asc' }, 'name')).toEqual({ sortBy: 'name', sortOrder: 'desc' });
  expect(nextSort({ sortBy: 'name', sortOrder: 'desc' }, 'dbType')).toEqual({ sortBy: 'dbType', sortOrder: 'asc' });
  expect(nextSort({ sortBy: 'name', sortOrder: 'asc' }, 'lastTestedAt').sortOrder).toBe('desc');
});

it('knows a filtered list from an empty one', () => {
  expect(isFiltered(readParams(listParams, { page: '2' }))).toBe(false);
  expect(isFiltered(readParams(listParams, { dbType: 'mysql' }))).toBe(true);
});
