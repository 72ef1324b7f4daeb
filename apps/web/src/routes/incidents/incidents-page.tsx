import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { useHealthNews } from '../../lib/live-health.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { IncidentFilters } from './incident-filters.tsx';
import { IncidentList } from './incident-list.tsx';
import { LinkedIncident } from './linked-incident.tsx';
import { isFiltered, listParams, toListInput, UNFILTERED } from './list-params.ts';
import { incidentQueries } from './queries.ts';
import { t } from './texts.ts';

/** What was out of reach, newest first, as it happens. */
export default function IncidentsPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const queries = useQueryClient();
  const [state, patch] = useSearchState(listParams);
  const list = useLiveQuery(() => ({
    ...incidentQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: can('connections:read'),
  }));
  // What is on its way already was asked for before something changed.
  useHealthNews(() => void queries.invalidateQueries({ queryKey: incidentQueries.all }));
  const isListed = () => list.data?.items.some(({ id }) => id === state().incident);
  const clear = () => patch(UNFILTERED);
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text} />
      <Readable permission="connections:read" refusal={t().refusal}>
        <IncidentFilters state={state()} onChange={patch} onClear={clear} />
        <Show when={state().incident !== '' && list.data && !isListed() && state().incident} keyed>
          {(id) => <LinkedIncident id={id} onClose={() => patch({ incident: '' })} />}
        </Show>
        <Listing
          counted={t().counted}
          failed={t().failed}
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <Show when={isFiltered(state())} fallback={<EmptyState title={t().none} text={t().noneText} />}>
              <EmptyState title={t().noMatch} text={t().noMatchText}>
                <Button onClick={clear}>{t().clear}</Button>
              </EmptyState>
            </Show>
          }
        >
          <IncidentList
            rows={list.data?.items}
            stale={list.isPlaceholderData}
            open={state().incident}
            onOpen={(incident) => patch({ incident }, { replace: true })}
          />
        </Listing>
      </Readable>
    </PageBody>
  );
}
