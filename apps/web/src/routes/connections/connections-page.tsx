import { keepPreviousData } from '@tanstack/solid-query';
import { Show, Suspense } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { later } from '../../components/later.tsx';
import { isNarrow } from '../../lib/media.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { ConnectionFilters } from './connection-filters.tsx';
import { ExchangeMenu } from './import/exchange-menu.tsx';
import { listParams, NO_FILTERS, toFacetsInput } from './list-params.ts';
import { LiveConnections } from './live-connections.tsx';
import { NewConnectionButton } from './new-connection-button.tsx';
import { connectionQueries } from './queries.ts';
import { TestFailedButton } from './test-failed-button.tsx';
import { t } from './texts.ts';

const DeletedConnections = later(() => import('./deleted-connections.tsx'));
const ListToolbar = later(() => import('./order/list-toolbar.tsx'));

export default function ConnectionsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const facets = useLiveQuery(() => ({
    ...connectionQueries.facets(toFacetsInput(state())),
    placeholderData: keepPreviousData,
    enabled: can('connections:read'),
  }));
  const isDeleted = () => state().status === 'deleted';
  const deleted = useLiveQuery(() => ({
    ...connectionQueries.facets({ ...toFacetsInput(state()), deleted: true }),
    placeholderData: keepPreviousData,
    enabled: isDeleted() && can('connections:delete'),
  }));
  const failed = () => facets.data?.status.find(({ value }) => value === 'failed')?.count;
  const clear = () => patch(NO_FILTERS);

  // In wide windows the filters need the room that is beside them.
  const testFailed = () => (
    <Show when={!isDeleted()}>
      <TestFailedButton state={state()} failed={failed()} onShowFailed={() => patch({ status: 'failed', page: 1 })} />
    </Show>
  );

  return (
    <div class="mx-auto max-w-[90rem] px-4 py-5 md:px-6">
      <div class="flex flex-wrap items-start gap-3">
        <div class="min-w-min flex-1">
          <h1 class="font-semibold text-lg tracking-tight">{t().page}</h1>
          <p class="text-fg-3">{t().text}</p>
        </div>
        <div class="flex gap-3">
          <Show when={!isNarrow()}>{testFailed()}</Show>
          <ExchangeMenu filter={toFacetsInput(state())} />
          <NewConnectionButton />
        </div>
      </div>
      <Readable permission="connections:read" refusal={t().refusal}>
        <ConnectionFilters
          state={state()}
          facets={facets.data}
          choices={isDeleted() ? deleted.data : facets.data}
          onChange={patch}
          onClear={clear}
        >
          <Show when={isNarrow()}>{testFailed()}</Show>
          <Suspense fallback={<div class="ml-auto h-8 w-46 shrink-0 max-md:h-10" />}>
            <ListToolbar state={state()} onChange={patch} />
          </Suspense>
        </ConnectionFilters>
        <Show
          when={isDeleted()}
          fallback={<LiveConnections state={state()} facets={facets.data} onChange={patch} onClear={clear} />}
        >
          <Readable permission="connections:delete" refusal={t().refusalDeleted}>
            <Suspense>
              <DeletedConnections state={state()} onChange={patch} onClear={clear} />
            </Suspense>
          </Readable>
        </Show>
      </Readable>
    </div>
  );
}
