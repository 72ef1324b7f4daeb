import type { CreatedTenant, Tenant } from '@portolan/contract';
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { EmptyState } from '../../components/empty-state.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { api } from '../../lib/client.ts';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { pageParam, sizeParam } from '../../lib/search-params.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { tenantQueries } from './queries.ts';
import { TenantList } from './tenant-list.tsx';
import { t } from './texts.ts';

const CreateTenantDialog = laterDialog(() => import('./create-tenant-dialog.tsx'));
const DeleteTenantDialog = laterDialog(() => import('./delete-tenant-dialog.tsx'));
const QuotaDialog = laterDialog(() => import('./quota-dialog.tsx'));
const SentDialog = laterDialog(async () => ({
  default: (await import('../../components/sent-dialog.tsx')).SentDialog,
}));

const listParams = { page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };
const POLL_MS = 1000;

/** All tenants of the installation, for its operators. */
export default function TenantsPage() {
  usePageTitle(() => t().page);
  const session = useSession();
  return (
    <PageBody>
      <Show
        when={session().me.isOperator}
        fallback={
          <>
            <PageHead title={t().page} text={t().textForOthers} />
            <div class="mt-4">
              <EmptyState title={t().forOperators} text={t().forOperatorsText} />
            </div>
          </>
        }
      >
        <AllTenants />
      </Show>
    </PageBody>
  );
}

function AllTenants() {
  const control = useSessionControl();
  const queries = useQueryClient();
  const [state, patch] = useSearchState(listParams);
  const [creating, setCreating] = createSignal(false);
  const [running, setRunning] = createSignal(false);
  const [deleting, setDeleting] = createSignal<Tenant | null>(null);
  const [limiting, setLimiting] = createSignal<Tenant | null>(null);
  const [invited, setInvited] = createSignal<CreatedTenant['adminInvitation']>();
  const list = useLiveQuery(() => ({
    ...tenantQueries.list({ page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
    // The signal is read here: a function is asked only after an answer, and would not learn that a creation began.
    refetchInterval: running()
      ? POLL_MS
      : (query) => query.state.data?.items.some(({ status }) => status === 'provisioning') && POLL_MS,
  }));
  // Who belongs where may have changed with it, the tenant at hand included.
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: tenantQueries.all });
    await control.load();
  };
  const restore = useMutation(() => ({ mutationFn: (slug: string) => api.tenants.restore.mutate({ slug }) }));
  const runRestore = async (tenant: Tenant): Promise<void> => {
    const { name, slug } = tenant;
    try {
      await restore.mutateAsync(slug);
      showToast({ tone: 'ok', title: t().restored(name) });
    } catch (error) {
      showFailure(t().notRestored(name), error, () => runRestore(tenant));
    }
    await refresh();
  };
  const onCreated = (tenant: CreatedTenant) => {
    setInvited(tenant.adminInvitation);
    void refresh();
  };
  return (
    <>
      <PageHead title={t().page} text={t().text}>
        <Button variant="primary" onClick={() => setCreating(true)}>
          <PlusIcon class="size-4" aria-hidden="true" />
          {t().new}
        </Button>
      </PageHead>
      <Listing
        counted={(total) => t().counted(total)}
        failed={t().failed}
        query={list}
        paging={state()}
        onPaging={patch}
        empty={<EmptyState title={t().none} text={t().noneText} />}
      >
        <TenantList
          rows={list.data?.items}
          stale={list.isPlaceholderData}
          isRestoring={(tenant) => restore.isPending && restore.variables === tenant.slug}
          onQuota={setLimiting}
          onDelete={setDeleting}
          onRestore={(tenant) => void runRestore(tenant)}
        />
      </Listing>
      <Suspense>
        <Show when={creating()}>
          <CreateTenantDialog onProgress={setRunning} onCreated={onCreated} onClose={() => setCreating(false)} />
        </Show>
        <Show when={deleting()}>
          {(tenant) => (
            <DeleteTenantDialog tenant={tenant()} onDeleted={() => void refresh()} onClose={() => setDeleting(null)} />
          )}
        </Show>
        <Show when={limiting()}>{(tenant) => <QuotaDialog tenant={tenant()} onClose={() => setLimiting(null)} />}</Show>
        <Show when={invited()}>
          {(invitation) => <SentDialog invitation={invitation()} onClose={() => setInvited(undefined)} />}
        </Show>
      </Suspense>
    </>
  );
}
