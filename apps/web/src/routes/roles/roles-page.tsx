import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { countOf } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import { roleQueries } from './queries.ts';
import { RoleList } from './role-list.tsx';

const RoleDialog = laterDialog(() => import('./role-dialog.tsx'));

export default function RolesPage() {
  usePageTitle(() => 'Roles');
  const can = useCan();
  const [creating, setCreating] = createSignal(false);
  const roles = useLiveQuery(() => ({ ...roleQueries.details(), enabled: can('role:read') }));
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
      <PageHead title="Roles" text="Sets of permissions that the people of this tenant hold.">
        <GuardedButton variant="primary" needs="role:create" onClick={() => setCreating(true)}>
          <PlusIcon class="size-4" aria-hidden="true" />
          New role
        </GuardedButton>
      </PageHead>
      <Readable permission="role:read" refusal="You cannot see the roles of this tenant">
        <Listing
          counted={(total) => countOf(total, 'role')}
          failed="The roles could not be loaded"
          query={listed}
          empty={<EmptyState title="No roles" text="This tenant has no role at all." />}
        >
          <RoleList rows={roles.data} />
          <Show when={roles.data}>
            {(found) => (
              <>
                <h2 class="mt-8 mb-1 font-semibold tracking-tight">Who may do what</h2>
                <p class="mb-3 text-fg-3">Every permission of the product, and the roles that hold it.</p>
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
      </Suspense>
    </PageBody>
  );
}
