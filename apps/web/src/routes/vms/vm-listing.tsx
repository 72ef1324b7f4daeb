import { keepPreviousData } from '@tanstack/solid-query';
import { Show, Suspense } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { Button } from '../../components/ui/button.tsx';
import { useLiveQuery } from '../../lib/query.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { isFiltered, listParams, toListInput, UNFILTERED } from './list-params.ts';
import { NewVmButton } from './new-vm-button.tsx';
import { vmQueries } from './queries.ts';
import { t } from './texts.ts';
import { useLiveVms } from './use-live-vms.ts';
import { useVmVerbs } from './use-vm-verbs.ts';
import { VmDialogs } from './vm-dialogs.tsx';
import { VmFilters } from './vm-filters.tsx';
import { VmList } from './vm-list.tsx';

/** The machines as they become. `isReady`: there is something that they run on. */
export function VmListing(props: { isReady: boolean }) {
  const [state, patch] = useSearchState(listParams);
  const verbs = useVmVerbs();
  const list = useLiveQuery(() => ({
    ...vmQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: props.isReady,
  }));
  useLiveVms(() => props.isReady);
  const clear = () => patch(UNFILTERED);
  return (
    <>
      <VmFilters state={state()} onChange={patch} onClear={clear} />
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
              <EmptyState title={t().none} text={t().noneText}>
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
        <VmList rows={list.data?.items} stale={list.isPlaceholderData} verbs={verbs} />
      </Listing>
      <Suspense>
        <VmDialogs
          verbs={verbs}
          isCreating={props.isReady && state().machine === 'new'}
          onCreated={() => patch({ machine: undefined }, { replace: true })}
        />
      </Suspense>
    </>
  );
}
