import { keepPreviousData } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { AccountList } from './account-list.tsx';
import { listParams } from './list-params.ts';
import { serviceAccountQueries } from './queries.ts';
import { t } from './texts.ts';

const AccountDialog = laterDialog(() => import('./account-dialog.tsx'));

export function AccountListing() {
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [creating, setCreating] = createSignal(false);
  const list = useLiveQuery(() => {
    const { search, page, pageSize: limit } = state();
    return {
      ...serviceAccountQueries.list({ page, limit, ...(search ? { search } : {}) }),
      placeholderData: keepPreviousData,
      enabled: can('service_account:read'),
    };
  });
  const newButton = () => <NewAccountButton onCreate={() => setCreating(true)} />;
  return (
    <>
      <PageHead title={t().page} text={t().text}>
        {newButton()}
      </PageHead>
      <Readable permission="service_account:read" refusal={t().refusal}>
        <div class="mt-4">
          <SearchField
            label={t().search}
            placeholder={t().searchHint}
            value={state().search}
            onSearch={(search) => patch({ search, page: 1 }, { replace: true })}
          />
        </div>
        <Listing
          counted={(total) => t().counted(total)}
          failed={t().failed}
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <Show
              when={state().search}
              fallback={
                <EmptyState title={t().none} text={t().noneText}>
                  {newButton()}
                </EmptyState>
              }
            >
              <EmptyState title={t().nothing} text={t().nothingText}>
                <Button onClick={() => patch({ search: '', page: 1 })}>{t().clear}</Button>
              </EmptyState>
            </Show>
          }
        >
          <AccountList rows={list.data?.items} stale={list.isPlaceholderData} />
        </Listing>
      </Readable>
      <Suspense>
        <Show when={creating()}>
          <AccountDialog onClose={() => setCreating(false)} />
        </Show>
      </Suspense>
    </>
  );
}

function NewAccountButton(props: { onCreate(): void }) {
  return (
    <GuardedButton variant="primary" needs="service_account:create" onClick={() => props.onCreate()}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().new}
    </GuardedButton>
  );
}
