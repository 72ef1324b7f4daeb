import type { ListVmsInput, VmSort } from '@portolan/contract';
import { VM_SORTS, VM_STATUSES } from '@portolan/contract';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { choiceParam, type ParamValues, pageParam, sizeParam, textParam } from '../../lib/search-params.ts';

/** What the URL of the list holds; `machine` asks for a new one. */
export const listParams = {
  search: textParam(200),
  status: choiceParam(VM_STATUSES),
  sortBy: choiceParam(VM_SORTS, 'name'),
  sortOrder: choiceParam(['asc', 'desc'], 'asc'),
  page: pageParam(),
  pageSize: sizeParam(PAGE_SIZES, 20),
  machine: choiceParam(['new']),
};
export type ListState = ParamValues<typeof listParams>;

export function toListInput({ search, status, sortBy, sortOrder, page, pageSize }: ListState): ListVmsInput {
  return { ...(search && { search }), ...(status && { status }), sortBy, sortOrder, page, limit: pageSize };
}

export function isFiltered({ search, status }: ListState): boolean {
  return Boolean(search || status);
}

/** The largest and the latest come first when a list is first ordered by them. */
const LAST_FIRST: readonly VmSort[] = ['size', 'created'];

/** What a click on a column makes of the order. */
export function nextSort(state: Pick<ListState, 'sortBy' | 'sortOrder'>, sortBy: VmSort) {
  const isAscending = state.sortBy === sortBy ? state.sortOrder === 'desc' : !LAST_FIRST.includes(sortBy);
  return { sortBy, sortOrder: isAscending ? 'asc' : 'desc', page: 1 } as const;
}

/** Without any filter. */
export const UNFILTERED = { search: '', status: undefined, page: 1 } as const;
