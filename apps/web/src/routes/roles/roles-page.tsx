import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { textParam } from '../../lib/search-params.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { PermissionMatrix } from './permission-matrix.tsx';
import { roleQueries } from './queries.ts';
import { RoleList } from './role-list.tsx';
import { t } from './texts.ts';

const RoleDialog = laterDialog(() => import('./role-dialog.tsx'));
const RoleView = laterDialog(() => import('./role-view-dialog.tsx'));

/** What the URL holds: `role` is the id of the one that is looked at. */
const params = { role: textParam(36) };

export default function RolesPage() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [creating, setCreating] = createSignal(false);
  const [state, patch] = useSearchState(params);
  const roles = useLiveQuery(() => ({ ...roleQueries.details(), enabled: can('role:read') }));
  const viewed = () => roles.data?.find(({ id }) => id === state().role);
  const listed = {
    get data() {
      return roles.data && { total: roles.data.length };
    },
    get error() {
      return roles.error;
    },
    get isError() {
      return roles.isError;
    },
    get isFetching() {
      return roles.isFetching;
    },
    isPlaceholderData: false,
    refetch: () => roles.refetch(),
  };
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        <GuardedButton variant="primary" needs="role:create" onClick={() => setCreating(true)}>
          <PlusIcon class="size-4" aria-hidden="true" />
          {t().new}
        </GuardedButton>
      </PageHead>
      <Readable permission="role:read" refusal={t().refusal}>
        <Listing
          counted={(total) => t().counted(total)}
          failed={t().failed}
          query={listed}
          empty={<EmptyState title={t().none} text={t().noneText} />}
        >
          <RoleList rows={roles.data} />
          <Show when={roles.data}>
            {(found) => (
              <>
                <h2 class="mt-8 mb-1 font-semibold tracking-tight">{t().matrixTitle}</h2>
                <p class="mb-3 text-fg-3">{t().matrixText}</p>
                <PermissionMatrix roles={found()} />
              </>
            )}
          </Show>
        </Listing>
      </Readable>
      <Suspense>
        <Show when={creating()}>
          <RoleDialog saved={null} onClose={() => setCreating(false)} />
        </Show>
        <Show when={viewed()}>
          {(role) => <RoleView role={role()} onClose={() => patch({ role: '' }, { replace: true })} />}
        </Show>
      </Suspense>
    </PageBody>
  );
}
