import { keepPreviousData, useMutation } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import ExportIcon from '~icons/lucide/download';
import VerifyIcon from '~icons/lucide/shield-check';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { showToast } from '../../components/ui/toast-store.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { Readable } from '../iam/index.ts';
import { AuditFilters } from './audit-filters.tsx';
import { downloadEvents } from './download-events.ts';
import { EventList } from './event-list.tsx';
import { isFiltered, listParams, toFilter, toListInput } from './list-params.ts';
import { auditQueries } from './queries.ts';
import { Verification } from './verification.tsx';

export default function AuditPage() {
  usePageTitle(() => 'Audit log');
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [saving, setSaving] = createSignal(false);
  const list = useLiveQuery(() => ({
    ...auditQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: can('audit:read'),
  }));
  const verify = useMutation(() => ({ mutationFn: () => api.audit.verify.query({}) }));
  const runVerify = async () => {
    try {
      await verify.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: 'The log could not be verified', text: toFailure(error).message });
    }
  };
  const save = async () => {
    setSaving(true);
    const problem = await downloadEvents(toFilter(state()));
    setSaving(false);
    if (problem) showToast({ tone: 'bad', title: 'The log could not be exported', text: problem });
  };
  const clear = () => patch({ action: '', actor: '', outcome: undefined, from: '', to: '', page: 1 });
  return (
    <PageBody>
      <PageHead
        title="Audit log"
        text="Who did what in this tenant, and what was refused. Nobody can change it unnoticed."
      >
        <Show when={can('audit:read')}>
          <div class="flex flex-wrap gap-2">
            <Button busy={verify.isPending} onClick={() => void runVerify()}>
              <Show when={!verify.isPending}>
                <VerifyIcon class="size-3.5" aria-hidden="true" />
              </Show>
              {verify.isPending ? 'Verifying…' : 'Verify'}
            </Button>
            <Button busy={saving()} onClick={() => void save()}>
              <Show when={!saving()}>
                <ExportIcon class="size-3.5" aria-hidden="true" />
              </Show>
              Export
            </Button>
          </div>
        </Show>
      </PageHead>
      <Readable permission="audit:read" what="the audit log of this tenant">
        <Show when={verify.data}>{(result) => <Verification result={result()} />}</Show>
        <AuditFilters state={state()} onChange={patch} onClear={clear} />
        <Listing
          noun="events"
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <Show
              when={isFiltered(state())}
              fallback={<EmptyState title="No events yet" text="Whatever is done in this tenant will stand here." />}
            >
              <EmptyState title="No events match" text="Try another day, person or action.">
                <Button onClick={clear}>Clear filters</Button>
              </EmptyState>
            </Show>
          }
        >
          <EventList rows={list.data?.items} stale={list.isPlaceholderData} />
        </Listing>
      </Readable>
    </PageBody>
  );
}
