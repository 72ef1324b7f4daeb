import type { Outline } from '@portolan/contract';
import { useParams } from '@solidjs/router';
import { createEffect, createUniqueId, Match, on, Show, Switch } from 'solid-js';
import { unwrap } from 'solid-js/store';
import BackIcon from '~icons/lucide/arrow-left';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { cx } from '../../../lib/cx.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { textParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { useTextInAddress } from '../../../lib/use-text-in-address.ts';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { ExplorerToolbar } from './explorer-toolbar.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import { SchemaTreeView } from './schema-tree-view.tsx';
import { SplitHandle, useSplit } from './split-handle.tsx';
import { TablePanel } from './table-panel.tsx';
import { t } from './texts.ts';
import { useSchemaTree } from './use-schema-tree.ts';

const selectionParams = { schema: textParam(255), table: textParam(255), column: textParam(255) };
const NOTHING = { schema: '', table: '', column: '' };

/** The chart of a database: its tree at the left, at the right the chosen table, or all of it at a glance; one after the other on narrow screens. */
export default function ExplorerPage() {
  const params = useParams<{ id: string }>();
  const outline = useLiveQuery(() => introspectionQueries.outline(params.id));
  return (
    <Switch fallback={<LoadingTree />}>
      <Match when={outline.isError && !outline.data}>
        <FailurePanel
          title={t().notCharted}
          failure={toFailure(outline.error)}
          onRetry={() => void outline.refetch()}
        />
      </Match>
      <Match when={outline.data?.schemas.length === 0}>
        <EmptyState title={t().nothing} text={t().nothingText}>
          <Button busy={outline.isFetching} onClick={() => void outline.refetch()}>
            {t().lookAgain}
          </Button>
        </EmptyState>
      </Match>
      <Match when={outline.data}>
        {/* The raw answer: a store would wrap each of ten thousand names. */}
        {(data) => <Explorer connectionId={params.id} outline={unwrap(data())} />}
      </Match>
    </Switch>
  );
}

function Explorer(props: { connectionId: string; outline: Outline }) {
  const id = createUniqueId();
  const split = useSplit();
  const [selection, select] = useSearchState(selectionParams);
  const tree = useSchemaTree(
    props.connectionId,
    () => props.outline,
    () => selection().schema,
  );
  useTextInAddress('open', 4_000, tree.opened, tree.setOpened);
  useTextInAddress('filter', 200, () => tree.filter().trim(), tree.setFilter);
  // What a link leads to stands in the tree, opened.
  createEffect(on([() => props.outline, () => selection().schema], ([, schema]) => tree.reveal(schema)));
  const hasTable = () => selection().table !== '';
  const found = () => (tree.filter().trim() ? tree.rows().filter((row) => row.kind === 'table').length : undefined);
  let enterTree = () => {};
  return (
    <section
      aria-label={t().label}
      class="grid min-h-0 flex-1 overflow-hidden rounded-lg border border-line bg-surface max-lg:overflow-y-auto lg:grid-cols-[minmax(0,var(--split))_auto_minmax(0,1fr)]"
      style={{ '--split': `${split.width()}px` }}
    >
      <div id={id} class={cx('flex min-h-0 min-w-0 flex-col', hasTable() && 'max-lg:hidden')}>
        <ExplorerToolbar
          filter={tree.filter()}
          found={found()}
          onFilter={tree.setFilter}
          onEnterTree={() => enterTree()}
        />
        <Show when={tree.problem()}>
          {(problem) => (
            <FailurePanel
              class="m-2 max-h-72 shrink-0 overflow-y-auto !px-3 !py-4"
              title={t().partMissing}
              failure={problem().failure}
              onRetry={() => problem().retry()}
            />
          )}
        </Show>
        <SchemaTreeView tree={tree} selected={selection()} onSelect={select} ref={(focus) => (enterTree = focus)} />
      </div>
      <SplitHandle width={split.width()} onChange={split.change} controls={id} />
      <div class={cx('min-h-0 min-w-0 lg:overflow-y-auto', !hasTable() && 'border-line max-lg:border-t')}>
        <Show
          when={hasTable()}
          fallback={<OverviewPanel connectionId={props.connectionId} snapshotId={props.outline.snapshot?.id ?? null} />}
        >
          <Button variant="ghost" class="m-2 lg:hidden" onClick={() => select(NOTHING)}>
            <BackIcon class="size-4" aria-hidden="true" />
            {t().allTables}
          </Button>
          <TablePanel
            connectionId={props.connectionId}
            hasSnapshot={props.outline.snapshot !== null}
            {...selection()}
          />
        </Show>
      </div>
    </section>
  );
}

function LoadingTree() {
  return (
    <div
      role="status"
      aria-label={common().loading}
      class="flex min-h-0 flex-1 flex-col gap-2 rounded-lg border border-line bg-surface p-3"
    >
      <div class="skeleton h-4 w-40" />
      <div class="skeleton h-4 w-32" />
      <div class="skeleton h-4 w-40" />
    </div>
  );
}
