import { A } from '@solidjs/router';
import { keepPreviousData, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import BackIcon from '~icons/lucide/arrow-left';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import {
  ApiKeyList,
  apiKeyQueries,
  CreatedKeyDialog,
  CreateKeyDialog,
  type KeyHolder,
  type ShownKey,
} from '../api-keys/index.ts';
import { roleQueries } from '../roles/index.ts';
import { listParams } from './list-params.ts';
import { serviceAccountQueries } from './queries.ts';
import { t } from './texts.ts';

/** The keys of one service account. */
export function AccountKeys(props: { id: string }) {
  const can = useCan();
  const queries = useQueryClient();
  const [state, patch] = useSearchState(listParams);
  const [creating, setCreating] = createSignal(false);
  const [shown, setShown] = createSignal<ShownKey | null>(null);
  const account = useLiveQuery(() => serviceAccountQueries.one(props.id));
  const roles = useLiveQuery(() => ({ ...roleQueries.details(), enabled: can('role:read') }));
  const list = useLiveQuery(() => ({
    ...apiKeyQueries.ofService({ id: props.id, page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
  }));
  const name = () => account.data?.name ?? '…';
  const holder = (): KeyHolder => ({ id: props.id, name: name(), permissions: permissions() });
  const permissions = () => {
    const held = roles.data?.filter(({ id }) => account.data?.roleIds.includes(id));
    return held?.flatMap((role) => role.permissions.map(({ id }) => id));
  };
  const created = (key: ShownKey) => {
    setShown(key);
    void queries.invalidateQueries({ queryKey: serviceAccountQueries.all });
  };
  const newButton = () => (
    <GuardedButton variant="primary" needs="service_account:update" onClick={() => setCreating(true)}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().newKey}
    </GuardedButton>
  );
  return (
    <>
      <A
        class="mb-1 inline-flex min-h-6 items-center gap-1 rounded text-accent-fg text-xs hover:underline"
        href={inTenant('/service-accounts')}
      >
        <BackIcon class="size-3.5" aria-hidden="true" />
        {t().back}
      </A>
      <PageHead title={t().keysOf(name())} text={t().keysText}>
        {newButton()}
      </PageHead>
      <Listing
        counted={(total) => t().keysCounted(total)}
        failed={t().keysFailed}
        query={list}
        paging={state()}
        onPaging={patch}
        empty={
          <EmptyState title={t().noKeys} text={t().noKeysText}>
            {newButton()}
          </EmptyState>
        }
      >
        <ApiKeyList rows={list.data?.items} stale={list.isPlaceholderData} onSecret={created} />
      </Listing>
      <Suspense>
        <Show when={creating()}>
          <CreateKeyDialog holder={holder()} onCreated={created} onClose={() => setCreating(false)} />
        </Show>
        <Show when={shown()}>{(key) => <CreatedKeyDialog created={key()} onClose={() => setShown(null)} />}</Show>
      </Suspense>
    </>
  );
}
