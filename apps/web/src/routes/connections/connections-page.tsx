import { keepPreviousData } from '@tanstack/solid-query';
import { createEffect, Match, Show, Switch } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Pagination } from '../../components/ui/pagination.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { isNarrow } from '../../lib/media.ts';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { Readable } from '../iam/index.ts';
import { ConnectionCards } from './connection-cards.tsx';
import { ConnectionFilters } from './connection-filters.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { isFiltered, listParams, toCountInput, toListInput } from './list-params.ts';
import { NewConnectionButton } from './new-connection-button.tsx';
import { connectionQueries } from './queries.ts';
import { useConnectionTests } from './use-connection-tests.ts';

const REFRESH_MS = 30_000;

export default function ConnectionsPage() {
  usePageTitle(() => 'Connections');
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const tests = useConnectionTests();
  const readable = () => can('connections:read');
  const list = useLiveQuery(() => ({
    ...connectionQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
    enabled: readable(),
  }));
  const counts = useLiveQuery(() => ({
    ...connectionQueries.counts(toCountInput(state())),
    placeholderData: keepPreviousData,
    enabled: readable(),
  }));
  const clear = () => patch({ search: '', dbType: undefined, status: undefined, page: 1 });
  const turnPage = (page: number) => {
    patch({ page });
    window.scrollTo({ top: 0 });
  };
  createEffect(() => {
    const page = list.data;
    // The last row of the last page is gone: show the page that is last now.
    if (page && page.total > 0 && page.page > page.totalPages) patch({ page: page.totalPages }, { replace: true });
  });

  return (
    <div class="mx-auto max-w-[90rem] px-4 py-5 md:px-6">
      <div class="flex flex-wrap items-start gap-3">
        <div class="min-w-0 flex-1">
          <h1 class="font-semibold text-lg tracking-tight">Connections</h1>
          <p class="text-fg-3">The databases that this tenant can reach.</p>
        </div>
        <NewConnectionButton />
      </div>
      <Readable permission="connections:read" what="the connections of this tenant">
        <ConnectionFilters state={state()} counts={counts.data} onChange={patch} onClear={clear} />
        <p class="sr-only" role="status">
          {list.isFetching && list.isPlaceholderData ? 'Loading' : `${list.data?.total ?? 0} connections`}
        </p>
        <p class="sr-only" role="status">
          {tests.announcement()}
        </p>
        <div class="mt-4">
          <Switch
            fallback={
              <>
                <Show
                  when={isNarrow()}
                  fallback={
                    <ConnectionTable
                      page={list.data}
                      state={state()}
                      stale={list.isPlaceholderData}
                      tests={tests}
                      onSort={(sort) => patch({ ...sort, page: 1 })}
                    />
                  }
                >
                  <ConnectionCards page={list.data} stale={list.isPlaceholderData} tests={tests} />
                </Show>
                <Pagination
                  page={state().page}
                  pageSize={state().pageSize}
                  pageSizes={PAGE_SIZES}
                  total={list.data?.total}
                  onPage={turnPage}
                  onPageSize={(pageSize) => patch({ pageSize, page: 1 })}
                />
              </>
            }
          >
            <Match when={list.isError && !list.data}>
              <FailurePanel
                title="The connections could not be loaded"
                failure={toFailure(list.error)}
                onRetry={() => void list.refetch()}
              />
            </Match>
            <Match when={list.data?.total === 0 && isFiltered(state())}>
              <EmptyState title="No connections match" text="Try another search, or clear the filters.">
                <Button onClick={clear}>Clear filters</Button>
              </EmptyState>
            </Match>
            <Match when={list.data?.total === 0}>
              <EmptyState
                title="No connections yet"
                text={
                  can('connections:write')
                    ? 'Add the first database. You can test it before saving; its credentials are encrypted and never shown again.'
                    : 'Nobody has added a database to this tenant yet.'
                }
              >
                <NewConnectionButton />
              </EmptyState>
            </Match>
          </Switch>
        </div>
      </Readable>
    </div>
  );
}
