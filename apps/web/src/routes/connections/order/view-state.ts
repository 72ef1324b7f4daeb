import type { ViewState } from '@portolan/contract';
import { PAGE_SIZES } from '../../../lib/page-sizes.ts';
import { columnsIn } from '../columns.ts';
import { type ListState, listParams, NO_FILTERS, toFacetsInput } from '../list-params.ts';

/** What of the list a saved view keeps: all but the page one is on. */
export function toViewState(state: ListState): ViewState {
  const { sortBy, sortOrder, groupBy, columns, pageSize } = state;
  return {
    ...toFacetsInput(state),
    ...(state.status === 'deleted' && { deleted: true }),
    sortBy,
    sortOrder,
    ...(groupBy && { groupBy }),
    ...(columns.length > 0 && { columns: [...columns] }),
    pageSize,
  };
}

/** The list as a view has kept it, on its first page. What the view says nothing of is as it is at first. */
export function fromViewState(view: ViewState): Partial<ListState> {
  const { deleted, status, columns, pageSize, credentialState, search, tag, sortBy, sortOrder, ...rest } = view;
  return {
    ...NO_FILTERS,
    groupBy: undefined,
    ...rest,
    sortBy: sortBy ?? listParams.sortBy.fallback,
    sortOrder: sortOrder ?? listParams.sortOrder.fallback,
    search: search ?? '',
    tag: tag ?? [],
    credentialState: credentialState === 'sealed' ? credentialState : undefined,
    status: deleted ? 'deleted' : status,
    columns: columns ? columnsIn(columns) : [],
    pageSize: PAGE_SIZES.find((size) => size === pageSize) ?? listParams.pageSize.fallback,
    page: 1,
  };
}

/** Whether the list is as a view has kept it. */
export function isShown(view: ViewState, state: ListState): boolean {
  const shown = { ...state, ...fromViewState(view) };
  return JSON.stringify(toViewState(shown)) === JSON.stringify(toViewState(state));
}
