import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createSignal, createUniqueId, For, Show } from 'solid-js';
import { treeMove } from './tree-keys.ts';
import { pendingPages, type TreeRow, tableKey } from './tree-model.ts';
import { TreeRowView } from './tree-row-view.tsx';
import type { SchemaTree } from './use-schema-tree.ts';

const ROW_PX = 28;
const OVERSCAN = 12;

interface SchemaTreeViewProps {
  rows: readonly TreeRow[];
  loading: boolean;
  filtered: boolean;
  selected: { schema: string; table: string };
  tree: SchemaTree;
  onSelect(schema: string, table: string): void;
}

/** A tree of any length: only the rows in sight exist. The focus stays on the tree, which names its active row. */
export function SchemaTreeView(props: SchemaTreeViewProps) {
  const id = createUniqueId();
  const [active, setActive] = createSignal(0);
  let scroller!: HTMLDivElement;
  const virtual = createVirtualizer({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const activeIndex = () => Math.min(active(), props.rows.length - 1);
  const selectedKey = () => (props.selected.table ? tableKey(props.selected.schema, props.selected.table) : '');

  createEffect(() => {
    const visible = virtual.getVirtualItems().flatMap((item) => props.rows[item.index] ?? []);
    for (const { schema, page } of pendingPages(visible)) void props.tree.loadTables(schema, page);
  });

  const focusRow = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const activate = (row: TreeRow) => {
    if (row.kind === 'schema') props.tree.toggle(row);
    if (row.kind === 'table' || row.kind === 'column') props.onSelect(row.table.schema, row.table.name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor(scroller.clientHeight / ROW_PX) - 1);
    const move = treeMove(event.key, props.rows, activeIndex(), pageRows);
    const row = props.rows[activeIndex()];
    if (!move || !row) return;
    event.preventDefault();
    if ('focus' in move) focusRow(move.focus);
    else if ('toggle' in move) props.tree.toggle(row);
    else if ('activate' in move) activate(row);
    else for (const sibling of props.rows) if (sibling.level === row.level) props.tree.open(sibling);
  };
  const onRowClick = (index: number, onChevron: boolean) => {
    const row = props.rows[index];
    if (!row) return;
    setActive(index);
    if (onChevron) props.tree.toggle(row);
    else activate(row);
  };

  return (
    <div
      ref={scroller}
      aria-busy={props.loading}
      class="min-h-0 flex-1 overflow-y-auto has-[[role=tree]:focus-visible]:outline-2 has-[[role=tree]:focus-visible]:outline-accent has-[[role=tree]:focus-visible]:-outline-offset-2 max-md:h-[60dvh] max-md:flex-none"
    >
      <Show when={props.rows.length > 0} fallback={<TreeFallback loading={props.loading} filtered={props.filtered} />}>
        <div
          role="tree"
          tabIndex={0}
          aria-label="Schemas, tables and columns"
          aria-activedescendant={`${id}-${activeIndex()}`}
          onKeyDown={onKeyDown}
          class="group relative outline-none"
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Show when={props.rows[item.index]}>
                {(row) => (
                  <TreeRowView
                    id={`${id}-${item.index}`}
                    row={row()}
                    top={item.start}
                    active={activeIndex() === item.index}
                    selected={row().key === selectedKey()}
                    onClick={(onChevron) => onRowClick(item.index, onChevron)}
                  />
                )}
              </Show>
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}

function TreeFallback(props: { loading: boolean; filtered: boolean }) {
  return (
    <Show
      when={props.loading}
      fallback={
        <p class="p-4 text-center text-fg-3">
          {props.filtered ? 'No table matches.' : 'There is nothing in this database that this user may see.'}
        </p>
      }
    >
      <div role="status" aria-label="Loading" class="flex flex-col gap-2 p-3">
        <For each={['w-24', 'w-40', 'w-36', 'w-44', 'w-32']}>{(width) => <div class={`skeleton h-4 ${width}`} />}</For>
      </div>
    </Show>
  );
}
