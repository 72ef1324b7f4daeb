import { useNavigate } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import PlusIcon from '~icons/lucide/mail-plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { Readable } from '../../components/access/readable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listing } from '../../components/listing.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { countOf } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { listParams, toListInput } from './list-params.ts';
import { userQueries } from './queries.ts';
import { UserList } from './user-list.tsx';

export default function UsersPage() {
  usePageTitle(() => 'Users');
  const can = useCan();
  const navigate = useNavigate();
  const [state, patch] = useSearchState(listParams);
  const list = useLiveQuery(() => ({
    ...userQueries.list(toListInput(state())),
    placeholderData: keepPreviousData,
    enabled: can('user:read'),
  }));
  return (
    <PageBody>
      <PageHead title="Users" text="The people of this tenant, and what they may do here.">
        <GuardedButton
          variant="primary"
          needs="invitation:create"
          onClick={() => navigate(inTenant('/invitations?invite=new'))}
        >
          <PlusIcon class="size-4" aria-hidden="true" />
          Invite
        </GuardedButton>
      </PageHead>
      <Readable permission="user:read" refusal="You cannot see the users of this tenant">
        <div class="mt-4">
          <SearchField
            label="Search users by name or e-mail address"
            placeholder="Search name or e-mail"
            value={state().search}
            onSearch={(search) => patch({ search, page: 1 }, { replace: true })}
          />
        </div>
        <Listing
          counted={(total) => countOf(total, 'user')}
          failed="The users could not be loaded"
          query={list}
          paging={state()}
          onPaging={patch}
          empty={
            <EmptyState title="No users match" text="Try another part of a name or of an e-mail address.">
              <Button onClick={() => patch({ search: '', page: 1 })}>Clear search</Button>
            </EmptyState>
          }
        >
          <UserList rows={list.data?.items} stale={list.isPlaceholderData} />
        </Listing>
      </Readable>
    </PageBody>
  );
}
