import {
  CONNECTION_KINDS,
  CONNECTION_SORTS,
  CONNECTION_STATUSES,
  type CountConnectionsInput,
  type ListConnectionsInput,
} from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** What the URL of the list holds. */
export const listParams = {
  search: textParam(200),
  dbType: choiceParam(CONNECTION_KINDS),
  /** The deleted ones stand beside the statuses: no connection is both. */
  status: choiceParam([...CONNECTION_STATUSES, 'deleted']),
  sortBy: choiceParam(CONNECTION_SORTS, 'createdAt'),
  sortOrder: choiceParam(['asc', 'desc'], 'desc'),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
};
export type ListState = ParamValues<typeof listParams>;
export type SortKey = ListState['sortBy'];

export function toCountInput(state: ListState): CountConnectionsInput {
  return { ...(state.search.trim() && { search: state.search.trim() }), ...(state.dbType && { dbType: state.dbType }) };
}

export function toListInput(state: ListState): ListConnectionsInput {
  const { page, pageSize } = state;
  // Their order is its own: the last deleted first.
  if (state.status === 'deleted') return { ...toCountInput(state), deleted: true, page, pageSize };
  return {
    ...toCountInput(state),
    ...(state.status && { status: state.status }),
    sortBy: state.sortBy,
    sortOrder: state.sortOrder,
    page,
    pageSize,
  };
}

/** A second click turns the order round; a new column starts with what one looks for first. */
export function nextSort(
  state: Pick<ListState, 'sortBy' | 'sortOrder'>,
  key: SortKey,
): Pick<ListState, 'sortBy' | 'sortOrder'> {
  if (state.sortBy === key) return { sortBy: key, sortOrder: state.sortOrder === 'asc' ? 'desc' : 'asc' };
  return { sortBy: key, sortOrder: key === 'lastTestedAt' || key === 'createdAt' ? 'desc' : 'asc' };
}

export function isFiltered(state: ListState): boolean {
  return Boolean(state.search.trim() || state.dbType || state.status);
}
