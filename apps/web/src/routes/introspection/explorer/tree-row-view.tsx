import { Match, Show, Switch } from 'solid-js';
import ChevronIcon from '~icons/lucide/chevron-right';
import ViewIcon from '~icons/lucide/eye';
import SchemaIcon from '~icons/lucide/folder';
import KeyIcon from '~icons/lucide/key-round';
import LinkIcon from '~icons/lucide/link-2';
import TableIcon from '~icons/lucide/table-2';
import { cx } from '../../../lib/cx.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { Marked } from '../marked.tsx';
import { rowLabel } from './tree-keys.ts';
import type { TreeRow } from './tree-model.ts';

interface TreeRowViewProps {
  id: string;
  index: number;
  row: TreeRow;
  /** What is looked for, to be marked in the names of tables. */
  filter: string;
  /** Distance from the top of the tree in px. */
  top: number;
  active: boolean;
  selected: boolean;
}

const INDENT = { 1: 'pl-2', 2: 'pl-6', 3: 'pl-12' } as const;

/** Clicks and keys are the tree's. */
export function TreeRowView(props: TreeRowViewProps) {
  const open = () => ('open' in props.row ? props.row.open : undefined);
  return (
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      data-index={props.index}
      aria-level={props.row.level}
      aria-posinset={props.row.position}
      aria-setsize={props.row.siblings}
      aria-expanded={open()}
      aria-selected={props.selected}
      class={cx(
        'absolute inset-x-0 top-0 flex h-7 cursor-pointer items-center gap-1.5 pr-3 text-fg-2 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:text-accent-fg',
        INDENT[props.row.level],
        props.active &&
          'group-focus-visible:outline-2 group-focus-visible:outline-accent group-focus-visible:-outline-offset-2',
      )}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <Show when={open() !== undefined}>
        <span data-chevron="" class="-m-1 grid size-6 shrink-0 place-items-center" aria-hidden="true">
          <ChevronIcon class={cx('size-3.5 text-fg-3 transition-transform', open() && 'rotate-90')} />
        </span>
      </Show>
      <RowIcon row={props.row} />
      <span
        class={cx('truncate', props.row.kind === 'note' ? 'text-fg-3' : 'font-mono text-xs')}
        title={rowLabel(props.row)}
      >
        <Show when={props.row.kind === 'table' && props.filter} fallback={rowLabel(props.row)}>
          <Marked text={rowLabel(props.row)} part={props.filter.split('.').at(-1) ?? ''} />
        </Show>
      </span>
      <span class="ml-auto max-w-[60%] shrink-0 truncate pl-2 text-2xs text-fg-3 tabular-nums" title={meta(props.row)}>
        {meta(props.row)}
      </span>
    </div>
  );
}

function RowIcon(props: { row: TreeRow }) {
  const is = (test: (row: TreeRow) => boolean) => test(props.row);
  return (
    <Switch>
      <Match when={is((row) => row.kind === 'schema')}>
        <SchemaIcon class="size-3.5 shrink-0" aria-hidden="true" />
      </Match>
      <Match when={is((row) => row.kind === 'table' && row.table.type === 'view')}>
        <ViewIcon class="size-3.5 shrink-0" role="img" aria-label="View" />
      </Match>
      <Match when={is((row) => row.kind === 'table')}>
        <TableIcon class="size-3.5 shrink-0" aria-hidden="true" />
      </Match>
      <Match when={is((row) => row.kind === 'column' && row.field.primaryKey)}>
        <KeyIcon class="size-3.5 shrink-0 text-warn" role="img" aria-label="Primary key" />
      </Match>
      <Match when={is((row) => row.kind === 'column' && row.field.references !== null)}>
        <LinkIcon class="size-3.5 shrink-0 text-accent-fg" role="img" aria-label="Foreign key" />
      </Match>
      <Match when={is((row) => row.kind === 'column')}>
        <span class="size-3.5 shrink-0" />
      </Match>
    </Switch>
  );
}

/** What stands at the right end of a row. */
function meta(row: TreeRow): string {
  switch (row.kind) {
    case 'schema':
      return row.schema.isSystem ? 'system' : row.tables === null ? '' : wholeNumber(row.tables);
    case 'column': {
      const { nativeType, nullable, references } = row.field;
      const target = references ? ` → ${references.table}.${references.column}` : '';
      return `${nativeType}${nullable ? '' : ' · not null'}${target}`;
    }
    default:
      return '';
  }
}
