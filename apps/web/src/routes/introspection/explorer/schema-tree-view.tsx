import { createVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/solid-virtual';
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { t } from './texts.ts';
import { treeMove } from './tree-keys.ts';
import { type TreeRow, tableKey } from './tree-model.ts';
import { TreeRowView } from './tree-row-view.tsx';
import type { SchemaTree } from './use-schema-tree.ts';

const ROW_PX = 28;
const OVERSCAN = 12;
/** Letters that follow each other so quickly are one word. */
const TYPING_MS = 600;

interface SchemaTreeViewProps {
  tree: SchemaTree;
  selected: { schema: string; table: string };
  onSelect(place: { schema: string; table: string; column: string }): void;
  ref(focus: () => void): void;
}

/** A tree of any length: only the rows in sight exist. The focus stays on the tree, which names its active row. */
export function SchemaTreeView(props: SchemaTreeViewProps) {
  const id = createUniqueId();
  const [active, setActive] = createSignal(0);
  const rows = () => props.tree.rows();
  let scroller!: HTMLDivElement;
  let root: HTMLDivElement | undefined;
  let typed = { text: '', at: 0 };
  const activeIndex = () => Math.max(0, Math.min(active(), rows().length - 1));
  // The active row is always there, though it may be far out of sight: assistive technology is told its id.
  const withActive = (range: Range) => {
    const indexes = defaultRangeExtractor(range);
    return indexes.includes(activeIndex()) ? indexes : [...indexes, activeIndex()].sort((a, b) => a - b);
  };
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    rangeExtractor: withActive,
  });
  const selectedKey = () => (props.selected.table ? tableKey(props.selected.schema, props.selected.table) : '');
  props.ref(() => root?.focus());

  const focusRow = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  // What a link or Back chose is brought into sight, once it is there.
  let shown = '';
  createEffect(
    on([selectedKey, rows], ([key, list]) => {
      if (key === shown || props.tree.filter().trim()) return;
      const index = key ? list.findIndex((row) => row.key === key) : -1;
      if (index < 0) return;
      shown = key;
      requestAnimationFrame(() => focusRow(index));
    }),
  );

  // What a filter finds begins at the top; without it the chosen table is where it was.
  createEffect(
    on(
      props.tree.filter,
      (filter) => {
        setActive(0);
        scroller.scrollTop = 0;
        if (!filter.trim()) shown = '';
      },
      { defer: true },
    ),
  );

  const activate = (row: TreeRow) => {
    if (row.kind === 'schema') props.tree.toggle(row);
    if (row.kind !== 'table' && row.kind !== 'column') return;
    shown = tableKey(row.table.schema, row.table.name);
    const column = row.kind === 'column' ? row.field.name : '';
    props.onSelect({ schema: row.table.schema, table: row.table.name, column });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor(scroller.clientHeight / ROW_PX) - 1);
    const before = event.timeStamp - typed.at < TYPING_MS ? typed.text : '';
    const move = treeMove(event.key, rows(), activeIndex(), { pageRows, typed: before });
    if (event.key.length === 1) typed = { text: before + event.key, at: event.timeStamp };
    const row = rows()[activeIndex()];
    if (!move || !row) return;
    event.preventDefault();
    if ('focus' in move) focusRow(move.focus);
    else if ('toggle' in move) props.tree.toggle(row);
    else if ('activate' in move) activate(row);
    else for (const sibling of rows()) if (sibling.level === row.level) props.tree.open(sibling);
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset.index);
    const row = rows()[index];
    if (!row) return;
    setActive(index);
    if (target?.closest('[data-chevron]')) props.tree.toggle(row);
    else activate(row);
  };

  return (
    <div
      ref={scroller}
      class="min-h-0 flex-1 overflow-y-auto has-[[role=tree]:focus-visible]:outline-2 has-[[role=tree]:focus-visible]:outline-accent has-[[role=tree]:focus-visible]:-outline-offset-2 max-lg:h-[60dvh] max-lg:flex-none"
    >
      <Show when={rows().length > 0} fallback={<p class="p-4 text-center text-fg-3">{t().noMatch}</p>}>
        <div
          ref={root}
          role="tree"
          tabIndex={0}
          aria-label={t().tree}
          aria-activedescendant={`${id}-${activeIndex()}`}
          onKeyDown={onKeyDown}
          onClick={onClick}
          class="group relative outline-none"
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Show when={rows()[item.index]} keyed>
                {(row) => (
                  <TreeRowView
                    id={`${id}-${item.index}`}
                    index={item.index}
                    row={row}
                    filter={props.tree.mark()}
                    top={item.start}
                    active={activeIndex() === item.index}
                    selected={row.key === selectedKey()}
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
