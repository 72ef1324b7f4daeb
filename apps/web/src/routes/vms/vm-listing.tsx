import { keepPreviousData } from '@tanstack/solid-query';
import { Show, Suspense } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { Button } from '../../components/ui/button.tsx';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { isFiltered, listParams, toListInput, UNFILTERED } from './list-params.ts';
import { NewVmButton } from './new-vm-button.tsx';
import { vmQueries } from './queries.ts';
import { t } from './texts.ts';
import { useLiveVms } from './use-live-vms.ts';
import { useVmVerbs } from './use-vm-verbs.ts';
import { createVmCounts } from './vm-counts.ts';
import { VmDialogs } from './vm-dialogs.tsx';
import { VmFilters } from './vm-filters.tsx';
import { VmList } from './vm-list.tsx';

/** The machines as they become. */
export function VmListing() {
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const verbs = useVmVerbs();
  const list = useLiveQuery(() => ({
    ...vmQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
  }));
  const told = createVmCounts();
  useLiveVms(() => true, told);
  const clear = () => patch(UNFILTERED);
  return (
    <>
      <VmFilters state={state()} counts={told.counts()} onChange={patch} onClear={clear} />
      <Listing
        counted={(total) => t().counted(total)}
        failed={t().failed}
        query={list}
        paging={state()}
        onPaging={patch}
        empty={
          <Show
            when={isFiltered(state())}
            fallback={
              <EmptyState title={t().none} text={can('vm:create') ? t().noneText : t().noneOfOthers}>
                <NewVmButton />
              </EmptyState>
            }
          >
            <EmptyState title={t().noMatch} text={t().noMatchText}>
              <Button onClick={clear}>{t().clear}</Button>
            </EmptyState>
          </Show>
        }
      >
        <VmList rows={list.data?.items} stale={list.isPlaceholderData} verbs={verbs} state={state()} onSort={patch} />
      </Listing>
      <Suspense>
        <VmDialogs
          verbs={verbs}
          isCreating={can('vm:create') && state().machine === 'new'}
          onCreated={() => patch({ machine: undefined }, { replace: true })}
        />
      </Suspense>
    </>
  );
}
