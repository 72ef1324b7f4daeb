import type { ConnectionFacets } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createEffect, createMemo, createSignal, Match, on, Show, Suspense, Switch } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { later, laterBeside, laterDialog } from '../../components/later.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Pagination } from '../../components/ui/pagination.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { loadPart } from '../../lib/load-part.ts';
import { isNarrow, isWide, isWidest } from '../../lib/media.ts';
import { PAGE_SIZES } from '../../lib/page-sizes.ts';
import { useCan, useSession } from '../../lib/session.tsx';
import { whenIdle } from '../../lib/when-idle.ts';
import { columnsFitting, columnsIn } from './columns.ts';
import { ConnectionTable } from './connection-table.tsx';
import type { DayStrip } from './health/day-strip.ts';
import { isFiltered, type ListPatch, type ListState, toFacetsInput } from './list-params.ts';
import { NewConnectionButton } from './new-connection-button.tsx';
import { useListPreferences } from './order/list-preferences.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { type ListLook, ListLookProvider } from './rows/list-look.ts';
import { createListRows, ListRowsProvider } from './rows/list-rows.ts';
import { t as rowTexts } from './rows/texts.ts';
import { useListPage } from './rows/use-list-page.ts';
import { t } from './texts.ts';
import { lastDeletion } from './undo-deletions.ts';
import { useConnectionTests } from './use-connection-tests.ts';

const loadRestoring = () => import('./restore-connections.ts');
const ConnectionCards = later(() => import('./connection-cards.tsx'));
const BulkBar = later(() => import('./bulk/bulk-bar.tsx'));
const HealthReader = laterBeside(() => import('./health/health-reader.tsx'));
const RowMenu = laterDialog(() => import('./rows/row-menu.tsx'));

interface LiveConnectionsProps {
  state: ListState;
  facets: ConnectionFacets | undefined;
  onChange: ListPatch;
  onClear(): void;
}

// On a phone the cards are fetched beside what they show, not after it.
if (isNarrow()) void ConnectionCards.preload().catch(() => undefined);

/** The connections that can be used, and tested in place. */
export function LiveConnections(props: LiveConnectionsProps) {
  const can = useCan();
  const tests = useConnectionTests();
  const queries = useQueryClient();
  const session = useSession();
  const { list, rows: shown, total } = useListPage(() => props.state, props.onChange);
  const items = () => shown() ?? [];
  const [preferences] = useListPreferences();
  // What health takes is fetched once the rows are in sight.
  const [isSettled, setSettled] = createSignal(false);
  createEffect(() => shown() && whenIdle(() => setSettled(true)));
  const [strips, setStrips] = createSignal<ReadonlyMap<string, DayStrip>>(new Map());
  const look: ListLook = {
    columns: createMemo(() => {
      const chosen = columnsIn(props.state.columns.length > 0 ? props.state.columns : preferences().columns);
      // The headings say it once for all rows below.
      const needed = chosen.filter((id) => id !== props.state.groupBy);
      return columnsFitting(needed, { isWide: isWide(), isWidest: isWidest() });
    }),
    isCompact: () => preferences().density === 'compact',
    groupBy: () => props.state.groupBy,
    ownerName: (id) => props.facets?.owner.find(({ value }) => value === id)?.name ?? undefined,
    isSettled,
    stripOf: (id) => strips().get(id),
  };
  const showsHealth = () => isSettled() && (isNarrow() || look.columns().includes('health'));
  const onShowFailed = () => props.onChange({ status: 'failed', page: 1 });
  const rows = createListRows({ rows: items, tests, onShowFailed });
  const { keys, menu, selection, verbs } = rows;
  useHotkeys({
    'mod+z': () => {
      const last = lastDeletion(session().tenant.id);
      if (last) void loadPart(loadRestoring).then(({ restoreConnections }) => restoreConnections(queries, last));
    },
  });
  // Another search is another list: what was marked in the old one is out of sight and out of mind.
  const search = createMemo(() => JSON.stringify(toFacetsInput(props.state)));
  createEffect(on(search, selection.clear, { defer: true }));
  let before: readonly string[] = [];
  createEffect(
    on(verbs.removing, (asked) => {
      if (asked) before = items().map(({ connection }) => connection.id);
    }),
  );
  const onDeleted = (ids: readonly string[]) => {
    selection.remove(ids);
    const held = document.activeElement;
    if (!held || held === document.body || held.id === 'main') {
      // In the place of what is gone stands what came after it.
      const left = before.slice(0, keys.place()).filter((id) => !ids.includes(id));
      keys.focusPlace(left.length);
    }
  };
  const turnPage = (page: number) => {
    props.onChange({ page });
    window.scrollTo({ top: 0 });
  };
  return (
    <ListRowsProvider value={rows}>
      <ListLookProvider value={look}>
        <p class="sr-only" role="status">
          {list.isFetching && list.isPlaceholderData ? t().loading : rowTexts().count(total() ?? 0)}
        </p>
        <p class="sr-only" role="status">
          {tests.announcement()}
        </p>
        <p class="sr-only" role="status">
          {selection.count() > 0 ? rowTexts().selected(selection.count()) : ''}
        </p>
        <div class="mt-4">
          <Switch
            fallback={
              <>
                <Show
                  when={isNarrow()}
                  fallback={
                    <ConnectionTable
                      rows={shown()}
                      state={props.state}
                      stale={list.isPlaceholderData}
                      onSort={(sort) => props.onChange({ ...sort, page: 1 })}
                    />
                  }
                >
                  {/* Their place, so that what stands below them does not jump. */}
                  <Suspense fallback={<div class="min-h-dvh" />}>
                    <ConnectionCards rows={shown()} stale={list.isPlaceholderData} />
                  </Suspense>
                </Show>
                <Show when={selection.count() > 0}>
                  <Suspense>
                    <BulkBar state={props.state} total={list.data?.total ?? 0} />
                  </Suspense>
                </Show>
                <Pagination
                  page={props.state.page}
                  pageSize={props.state.pageSize}
                  pageSizes={PAGE_SIZES}
                  total={total()}
                  onPage={turnPage}
                  onPageSize={(pageSize) => props.onChange({ pageSize, page: 1 })}
                />
              </>
            }
          >
            <Match when={list.isError && !list.data}>
              <FailurePanel title={t().notLoaded} failure={toFailure(list.error)} onRetry={() => void list.refetch()} />
            </Match>
            <Match when={list.data?.total === 0 && isFiltered(props.state)}>
              <EmptyState title={t().noMatch} text={t().noMatchText}>
                <Button onClick={props.onClear}>{t().clearFilters}</Button>
              </EmptyState>
            </Match>
            <Match when={list.data?.total === 0}>
              <EmptyState title={t().none} text={can('connections:write') ? t().noneYours : t().noneTheirs}>
                <NewConnectionButton />
              </EmptyState>
            </Match>
          </Switch>
        </div>
        <Suspense>
          <Show when={menu()} keyed>
            {(open) => (
              <RowMenu
                connection={open.connection}
                opener={open.opener}
                from={open.from}
                verbs={verbs}
                onClose={rows.closeMenu}
              />
            )}
          </Show>
        </Suspense>
        <Suspense>
          <Show when={showsHealth()}>
            <HealthReader
              ids={[...new Set(items().map(({ connection }) => connection.id))]}
              isFiltered={props.state.health !== undefined}
              onStrips={setStrips}
            />
          </Show>
        </Suspense>
        <RemoveDialog verbs={verbs} onDeleted={onDeleted} />
      </ListLookProvider>
    </ListRowsProvider>
  );
}
