import { ConnectionFacetsInput, ListConnectionsInput } from '@portolan/contract';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readParams } from '../../lib/search-params.ts';
import { isFiltered, listParams, nextSort, toFacetsInput, toListInput } from './list-params.ts';

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

it('counts under everything that narrows the list', () => {
  const raw = { search: 'a', dbType: 'mysql', status: 'failed', environment: 'staging', tag: 'eu,team:shop' };
  const state = readParams(listParams, { ...raw, ownerId: 'none', credentialState: 'sealed' });
  const input = toFacetsInput(state);
  expect(z.safeParse(ConnectionFacetsInput, input).success).toBe(true);
  expect(input).toEqual({ ...raw, tag: ['eu', 'team:shop'], ownerId: 'none', credentialState: 'sealed' });
  expect(z.safeParse(ListConnectionsInput, toListInput(state)).success).toBe(true);
  expect(toFacetsInput(readParams(listParams, { status: 'deleted', tag: 'No!', ownerId: 'me' }))).toEqual({});
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
  expect(nextSort({ sortBy: 'name', sortOrder: 'asc' }, 'status').sortOrder).toBe('asc');
});

it('knows a filtered list from an empty one', () => {
  expect(isFiltered(readParams(listParams, { page: '2' }))).toBe(false);
  expect(isFiltered(readParams(listParams, { groupBy: 'tag', columns: 'tags' }))).toBe(false);
  expect(isFiltered(readParams(listParams, { dbType: 'mysql' }))).toBe(true);
  expect(isFiltered(readParams(listParams, { tag: 'eu' }))).toBe(true);
});
