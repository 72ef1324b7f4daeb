import type { Hypervisor } from '@portolan/contract';
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
import { useCan } from '../../lib/session.tsx';
import { useKnownHypervisor } from '../../lib/use-known-hypervisor.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { HypervisorList } from './hypervisor-list.tsx';
import { hypervisorQueries } from './queries.ts';
import { TemplateSection } from './template-section.tsx';
import { t } from './texts.ts';

const AddDialog = laterDialog(() => import('./add-dialog.tsx'));
const TestDialog = laterDialog(() => import('./test-dialog.tsx'));
const RemoveDialog = laterDialog(() => import('./remove-dialog.tsx'));

const listParams = { page: pageParam(), pageSize: sizeParam(PAGE_SIZES, 20) };

/** What machines run on, for operators; for anybody else there is no such page. */
export default function HypervisorsPage() {
  return (
    <OperatorsOnly>
      <AllHypervisors />
    </OperatorsOnly>
  );
}

function AllHypervisors() {
  usePageTitle(() => t().page);
  const can = useCan();
  const [state, patch] = useSearchState(listParams);
  const [adding, setAdding] = createSignal(false);
  const [testing, setTesting] = createSignal<Hypervisor | null>(null);
  const [removing, setRemoving] = createSignal<Hypervisor | null>(null);
  const list = useLiveQuery(() => ({
    ...hypervisorQueries.list({ page: state().page, limit: state().pageSize }),
    placeholderData: keepPreviousData,
  }));
  useKnownHypervisor(() => list.data && list.data.total > 0);
  const addButton = () => (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().add}
    </Button>
  );
  return (
    <PageBody>
      <PageHead title={t().page} text={t().text}>
        {addButton()}
      </PageHead>
      <Listing
        counted={(total) => t().counted(total)}
        failed={t().failed}
        query={list}
        paging={state()}
        onPaging={patch}
        empty={
          <EmptyState title={t().none} text={t().noneText}>
            {addButton()}
          </EmptyState>
        }
      >
        <HypervisorList
          rows={list.data?.items}
          stale={list.isPlaceholderData}
          onTest={(hypervisor) => setTesting({ ...hypervisor })}
          onRemove={(hypervisor) => setRemoving({ ...hypervisor })}
        />
      </Listing>
      <Show when={(list.data?.total ?? 0) > 0 && (can('template:read') || can('vm:create'))}>
        <TemplateSection />
      </Show>
      <Suspense>
        <Show when={adding()}>
          <AddDialog onAdded={setTesting} onClose={() => setAdding(false)} />
        </Show>
        <Show when={testing()}>
          {(hypervisor) => <TestDialog hypervisor={hypervisor()} onClose={() => setTesting(null)} />}
        </Show>
        <Show when={removing()}>
          {(hypervisor) => <RemoveDialog hypervisor={hypervisor()} onClose={() => setRemoving(null)} />}
        </Show>
      </Suspense>
    </PageBody>
  );
}
