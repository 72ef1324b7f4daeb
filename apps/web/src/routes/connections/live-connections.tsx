import { keepPreviousData } from '@tanstack/solid-query';
import { createEffect, Match, Show, Switch } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Pagination } from '../../components/ui/pagination.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { isNarrow } from '../../lib/media.ts';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { ConnectionCards } from './connection-cards.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { isFiltered, type ListState, toListInput } from './list-params.ts';
import { NewConnectionButton } from './new-connection-button.tsx';
import { connectionQueries } from './queries.ts';
import { useConnectionTests } from './use-connection-tests.ts';

const REFRESH_MS = 30_000;

interface LiveConnectionsProps {
  state: ListState;
  onChange(patch: Partial<ListState>, options?: { replace: boolean }): void;
  onClear(): void;
}

/** The connections that can be used, and tested in place. */
export function LiveConnections(props: LiveConnectionsProps) {
  const can = useCan();
  const tests = useConnectionTests();
  const list = useLiveQuery(() => ({
    ...connectionQueries.list(toListInput(props.state)),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  }));
  const turnPage = (page: number) => {
    props.onChange({ page });
    window.scrollTo({ top: 0 });
  };
  createEffect(() => {
    const page = list.data;
    // The last row of the last page is gone: show the page that is last now.
    if (page && page.total > 0 && page.page > page.totalPages)
      props.onChange({ page: page.totalPages }, { replace: true });
  });

  return (
    <>
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
                    state={props.state}
                    stale={list.isPlaceholderData}
                    tests={tests}
                    onSort={(sort) => props.onChange({ ...sort, page: 1 })}
                  />
                }
              >
                <ConnectionCards page={list.data} stale={list.isPlaceholderData} tests={tests} />
              </Show>
              <Pagination
                page={props.state.page}
                pageSize={props.state.pageSize}
                pageSizes={PAGE_SIZES}
                total={list.data?.total}
                onPage={turnPage}
                onPageSize={(pageSize) => props.onChange({ pageSize, page: 1 })}
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
          <Match when={list.data?.total === 0 && isFiltered(props.state)}>
            <EmptyState title="No connections match" text="Try another search, or clear the filters.">
              <Button onClick={props.onClear}>Clear filters</Button>
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
    </>
  );
}
