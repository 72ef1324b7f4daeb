import { ViewState } from '@portolan/contract';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readParams } from '../../../lib/search-params.ts';
import { listParams } from '../list-params.ts';
import { fromViewState, isShown, toViewState } from './view-state.ts';

const state = readParams(listParams, {
  search: ' shop ',
  environment: 'production',
  tag: 'team:shop,eu',
  ownerId: 'none',
  credentialState: 'sealed',
  status: 'failed',
  groupBy: 'tag',
  columns: 'status,owner',
  sortBy: 'status',
  sortOrder: 'asc',
  page: '3',
  pageSize: '100',
});

it('keeps all of the list but the page', () => {
  const kept = toViewState(state);
  expect(z.safeParse(ViewState, kept).success).toBe(true);
  expect({ ...state, ...fromViewState(kept) }).toEqual({
    ...state,
    search: 'shop',
    columns: ['owner', 'status'],
    page: 1,
  });
});

it('takes away what a view says nothing of', () => {
  const plain = readParams(listParams, {});
  expect({ ...state, ...fromViewState(toViewState(plain)) }).toEqual(plain);
  const deleted = readParams(listParams, { status: 'deleted' });
  expect(fromViewState(toViewState(deleted)).status).toBe('deleted');
});

it('knows whether a view is what is shown, on whatever page', () => {
  const kept = toViewState(state);
  expect(isShown(kept, { ...state, ...fromViewState(kept), page: 7 })).toBe(true);
  expect(isShown(kept, { ...state, environment: 'staging' })).toBe(false);
});
