import type { Operator } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { createSignal, Show, Suspense } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { EmptyState } from '../../components/empty-state.tsx';
import { laterDialog } from '../../components/later.tsx';
import { Listing } from '../../components/listing.tsx';
import { OperatorsOnly } from '../../components/operators-only.tsx';
import { PageBody, PageHead } from '../../components/page-head.tsx';
import { Button } from '../../components/ui/button.tsx';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { pageParam, sizeParam } from '../../lib/search-params.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { OperatorList } from './operator-list.tsx';
import { operatorQueries } from './queries.ts';
import { t } from './texts.ts';

const InviteOperatorDialog = laterDialog(() => import('./invite-operator-dialog.tsx'));
const RemoveOperatorDialog = laterDialog(() => import('./remove-operator-dialog.tsx'));

const listParams = { page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };

/** Who operates the installation, for themselves; for anybody else there is no such page. */
export default function OperatorsPage() {
  return (
    <OperatorsOnly>
      <AllOperators />
    </OperatorsOnly>
  );
}

function AllOperators() {
  usePageTitle(() => t().page);
  const [state, patch] = useSearchState(listParams);
  const [inviting, setInviting] = createSignal(false);
  const [removing, setRemoving] = createSignal<Operator | null>(null);
  const list = useLiveQuery(() => ({
    ...operatorQueries.list({ page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
  }));
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        <Button variant="primary" onClick={() => setInviting(true)}>
          <PlusIcon class="size-4" aria-hidden="true" />
          {t().invite}
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
        <OperatorList rows={list.data?.items} stale={list.isPlaceholderData} onRemove={setRemoving} />
      </Listing>
      <Suspense>
        <Show when={inviting()}>
          <InviteOperatorDialog onClose={() => setInviting(false)} />
        </Show>
        <Show when={removing()}>
          {(operator) => <RemoveOperatorDialog operator={operator()} onClose={() => setRemoving(null)} />}
        </Show>
      </Suspense>
    </PageBody>
  );
}
