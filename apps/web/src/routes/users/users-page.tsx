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
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { listParams, toListInput } from './list-params.ts';
import { userQueries } from './queries.ts';
import { t } from './texts.ts';
import { UserList } from './user-list.tsx';

export default function UsersPage() {
  usePageTitle(() => t().page);
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
      <PageHead title={t().page} text={t().text}>
        <GuardedButton
          variant="primary"
          needs="invitation:create"
          onClick={() => navigate(inTenant('/invitations?invite=new'))}
        >
          <PlusIcon class="size-4" aria-hidden="true" />
          {t().invite}
        </GuardedButton>
      </PageHead>
      <Readable permission="user:read" refusal={t().refusal}>
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
            <EmptyState title={t().none} text={t().noneText}>
              <Button onClick={() => patch({ search: '', page: 1 })}>{t().clear}</Button>
            </EmptyState>
          }
        >
          <UserList rows={list.data?.items} stale={list.isPlaceholderData} />
        </Listing>
      </Readable>
    </PageBody>
  );
}
