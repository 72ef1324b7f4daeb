import { keepPreviousData } from '@tanstack/solid-query';
import { type Accessor, createEffect, createMemo } from 'solid-js';
import { useLiveQuery } from '../../../lib/query.ts';
import { type ListPatch, type ListState, toListInput } from '../list-params.ts';
import { connectionQueries } from '../queries.ts';
import { groupRows, type Row } from './group-rows.ts';

const REFRESH_MS = 30_000;
/** All of a large tenant at once is more to ask for. */
const REFRESH_ALL_MS = 120_000;

/** What of the list is on screen. Groups are made here, of all that match: the server knows pages alone. */
export function useListPage(state: Accessor<ListState>, onChange: ListPatch) {
  const groupBy = () => state().groupBy;
  const list = useLiveQuery(() => ({
    ...connectionQueries.list(toListInput(state()), groupBy() !== undefined),
    placeholderData: keepPreviousData,
    refetchInterval: groupBy() ? REFRESH_ALL_MS : REFRESH_MS,
  }));
  const all = createMemo(() => list.data && groupRows(list.data.items, groupBy()));
  const total = () => (groupBy() ? all()?.length : list.data?.total);
  const rows = (): readonly Row[] | undefined => {
    const { page, pageSize } = state();
    return groupBy() ? all()?.slice((page - 1) * pageSize, page * pageSize) : all();
  };
  createEffect(() => {
    const known = total();
    if (!known || list.isPlaceholderData) return;
    // The last row of the last page is gone: show the page that is last now.
    const last = Math.ceil(known / state().pageSize);
    if (state().page > last) onChange({ page: last }, { replace: true });
  });
  return { list, rows: createMemo(rows), total };
}
