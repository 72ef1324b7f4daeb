import type { Permission } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { pageParam, sizeParam } from '../../lib/search-params.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { ApiKeyList } from './api-key-list.tsx';
import { CreatedKeyDialog, CreateKeyDialog } from './dialogs.ts';
import { apiKeyQueries, type ShownKey } from './queries.ts';
import { t } from './texts.ts';

/** All keys of the tenant, or those of one's own. */
const READERS = ['api_key:read', 'api_key:create'] as const satisfies readonly Permission[];

const listParams = { page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };

export default function ApiKeysPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [creating, setCreating] = createSignal(false);
  const [created, setCreated] = createSignal<ShownKey | null>(null);
  const list = useLiveQuery(() => ({
    ...apiKeyQueries.list({ page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
    enabled: READERS.some(can),
  }));
  return (
    <PageBody>
      <PageHead title={t().page} text={can('api_key:read') ? t().text : t().textOwn}>
        <NewKeyButton onCreate={() => setCreating(true)} />
      </PageHead>
      <Readable permission={READERS} refusal={t().refusal}>
        <Listing
          counted={(total) => t().counted(total)}
          failed={t().failed}
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <EmptyState title={t().none} text={t().noneText}>
              <NewKeyButton onCreate={() => setCreating(true)} />
            </EmptyState>
          }
        >
          <ApiKeyList rows={list.data?.items} stale={list.isPlaceholderData} onSecret={setCreated} />
        </Listing>
      </Readable>
      <Suspense>
        <Show when={creating()}>
          <CreateKeyDialog onCreated={setCreated} onClose={() => setCreating(false)} />
        </Show>
        <Show when={created()}>{(key) => <CreatedKeyDialog created={key()} onClose={() => setCreated(null)} />}</Show>
      </Suspense>
    </PageBody>
  );
}

function NewKeyButton(props: { onCreate(): void }) {
  return (
    <GuardedButton variant="primary" needs="api_key:create" onClick={() => props.onCreate()}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().new}
    </GuardedButton>
  );
}
