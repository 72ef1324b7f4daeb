import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import BackIcon from '~icons/lucide/arrow-left';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { cx } from '../../lib/cx.ts';
import { textParam } from '../../lib/search-params.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { ExplorerToolbar } from './explorer-toolbar.tsx';
import { SchemaTreeView } from './schema-tree-view.tsx';
import { TablePanel } from './table-panel.tsx';
import { matchRows, treeRows } from './tree-model.ts';
import { useSchemaTree } from './use-schema-tree.ts';
import { useTableSearch } from './use-table-search.ts';

const selectionParams = { schema: textParam(255), table: textParam(255) };

/** The chart of a database: its tree at the left, the chosen table at the right; one after the other on narrow screens. */
export function SchemaExplorer(props: { connectionId: string }) {
  const [selection, select] = useSearchState(selectionParams);
  const [includeViews, setIncludeViews] = createSignal(false);
  const tree = useSchemaTree(props.connectionId, includeViews);
  const search = useTableSearch(props.connectionId, tree, includeViews);
  const rows = createMemo(() => {
    const matches = search.matches();
    return matches ? matchRows(matches, tree.state()) : treeRows(tree.state());
  });
  const changeViews = (on: boolean) => {
    setIncludeViews(on);
    tree.reloadTables();
  };
  const hasTable = () => selection().table !== '';

  return (
    <Switch>
      <Match when={tree.status() === 'failed' && tree.problem()}>
        {(problem) => (
          <FailurePanel
            title="The database could not be charted"
            failure={problem().failure}
            onRetry={() => void tree.loadSchemas()}
          />
        )}
      </Match>
      <Match when={true}>
        <section
          aria-label="Schema explorer"
          class="grid min-h-0 flex-1 overflow-hidden rounded-lg border border-line bg-surface lg:grid-cols-[minmax(16rem,22rem)_1fr]"
        >
          <div class={cx('flex min-h-0 min-w-0 flex-col border-line lg:border-r', hasTable() && 'max-lg:hidden')}>
            <ExplorerToolbar
              search={search}
              includeViews={includeViews()}
              onIncludeViews={changeViews}
              onRefresh={() => void tree.refresh()}
            />
            <Show when={tree.problem()}>
              {(problem) => (
                <FailurePanel
                  class="m-2 max-h-72 shrink-0 overflow-y-auto !px-3 !py-4"
                  title="A part could not be loaded"
                  failure={problem().failure}
                  onRetry={() => problem().retry()}
                />
              )}
            </Show>
            <Show when={search.error()}>
              {(error) => (
                <FailurePanel class="m-2 !px-3 !py-4" title="The search failed" failure={toFailure(error())} />
              )}
            </Show>
            <SchemaTreeView
              rows={rows()}
              loading={tree.status() === 'loading'}
              filtered={search.matches() !== undefined}
              selected={selection()}
              tree={tree}
              onSelect={(schema, table) => select({ schema, table })}
            />
            <Show when={search.hidden() > 0}>
              <p class="border-line border-t px-3 py-2 text-fg-3 text-xs">
                {search.hidden()} more match. Type more to narrow them down.
              </p>
            </Show>
          </div>
          <div class={cx('min-h-0 min-w-0 overflow-y-auto', !hasTable() && 'max-lg:hidden')}>
            <Show when={hasTable()} fallback={<Hint />}>
              <Button variant="ghost" class="m-2 lg:hidden" onClick={() => select({ schema: '', table: '' })}>
                <BackIcon class="size-4" aria-hidden="true" />
                All tables
              </Button>
              <TablePanel
                connectionId={props.connectionId}
                schema={selection().schema}
                table={selection().table}
                onSelect={(schema, table) => select({ schema, table })}
              />
            </Show>
          </div>
        </section>
      </Match>
    </Switch>
  );
}

function Hint() {
  return (
    <div class="grid h-full place-items-center p-6 text-center text-fg-3">
      <p>Choose a table to see its columns, keys and indexes.</p>
    </div>
  );
}
