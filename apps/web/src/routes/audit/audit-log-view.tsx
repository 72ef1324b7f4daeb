import { keepPreviousData, useMutation } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import ExportIcon from '~icons/lucide/download';
import VerifyIcon from '~icons/lucide/shield-check';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { AuditFilters } from './audit-filters.tsx';
import type { AuditLog } from './audit-logs.ts';
import { downloadEvents } from './download-events.ts';
import { EventList } from './event-list.tsx';
import { isFiltered, listParams, toFilter, toListInput, UNFILTERED } from './list-params.ts';
import { t } from './texts.ts';
import { Verification } from './verification.tsx';

/** The page of one audit log: filters, events, whether it is as it was written, and a file of it. */
export function AuditLogView(props: { log: AuditLog; mayRead: boolean }) {
  usePageTitle(() => props.log.texts().title);
  const [state, patch] = useSearchState(listParams);
  const [saving, setSaving] = createSignal(false);
  const list = useLiveQuery(() => ({
    ...props.log.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: props.mayRead,
  }));
  const facets = useLiveQuery(() => ({
    ...props.log.facets(toFilter(state())),
    placeholderData: keepPreviousData,
    enabled: props.mayRead,
  }));
  const verify = useMutation(() => ({ mutationFn: () => props.log.verify() }));
  const runVerify = async (): Promise<void> => {
    try {
      await verify.mutateAsync();
    } catch (error) {
      showFailure(t().notVerified, error, runVerify);
    }
  };
  const save = async () => {
    setSaving(true);
    const problem = await downloadEvents(props.log.download(), toFilter(state()));
    setSaving(false);
    if (problem) showToast({ tone: 'bad', title: t().notExported, text: problem });
  };
  const clear = () => patch(UNFILTERED);
  return (
    <PageBody>
      <PageHead title={props.log.texts().title} text={props.log.texts().text}>
        <Show when={props.mayRead}>
          <div class="flex flex-wrap gap-2">
            <Button busy={verify.isPending} onClick={() => void runVerify()}>
              <Show when={!verify.isPending}>
                <VerifyIcon class="size-3.5" aria-hidden="true" />
              </Show>
              {verify.isPending ? t().verifying : t().verify}
            </Button>
            <Button busy={saving()} onClick={() => void save()}>
              <Show when={!saving()}>
                <ExportIcon class="size-3.5" aria-hidden="true" />
              </Show>
              {t().export}
            </Button>
          </div>
        </Show>
      </PageHead>
      <Show when={props.mayRead}>
        <Show when={verify.data}>{(result) => <Verification result={result()} />}</Show>
        <AuditFilters state={state()} facets={facets.data} onChange={patch} onClear={clear} />
        <Listing
          counted={t().counted}
          failed={t().notLoaded}
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <Show
              when={isFiltered(state())}
              fallback={<EmptyState title={t().noEvents} text={props.log.texts().nothing} />}
            >
              <EmptyState title={t().noMatch} text={t().noMatchText}>
                <Button onClick={clear}>{t().clear}</Button>
              </EmptyState>
            </Show>
          }
        >
          <EventList rows={list.data?.items} names={list.data?.names ?? {}} stale={list.isPlaceholderData} />
        </Listing>
      </Show>
    </PageBody>
  );
}
