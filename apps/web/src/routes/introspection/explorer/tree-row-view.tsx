import { type JSX, Show } from 'solid-js';
import ChevronIcon from '~icons/lucide/chevron-right';
import ViewIcon from '~icons/lucide/eye';
import SchemaIcon from '~icons/lucide/folder';
import KeyIcon from '~icons/lucide/key-round';
import LinkIcon from '~icons/lucide/link-2';
import TableIcon from '~icons/lucide/table-2';
import { Marked } from '../../../components/marked.tsx';
import { cx } from '../../../lib/cx.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { t } from './texts.ts';
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

/**
 * Clicks and keys are the tree's. A row is what it is: another one is another element, so that nothing has to watch it
 * while thousands go by.
 */
export function TreeRowView(props: TreeRowViewProps) {
  const { row } = props;
  const open = 'open' in row ? row.open : undefined;
  const label = rowLabel(row);
  const note = meta(row);
  return (
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      data-index={props.index}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={open}
      aria-selected={props.selected}
      class={cx(
        'absolute inset-x-0 top-0 flex h-7 cursor-pointer items-center gap-1.5 pr-3 text-fg-2 hover:bg-sunken aria-selected:bg-accent-soft aria-selected:text-accent-fg',
        INDENT[row.level],
        props.active &&
          'group-focus-visible:outline-2 group-focus-visible:outline-accent group-focus-visible:-outline-offset-2',
      )}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {open !== undefined && (
        <span data-chevron="" class="-m-1 grid size-6 shrink-0 place-items-center" aria-hidden="true">
          <ChevronIcon class={cx('size-3.5 text-fg-3', open && 'rotate-90')} />
        </span>
      )}
      {iconOf(row)}
      <span class={cx('truncate', row.kind === 'note' ? 'text-fg-3' : 'font-mono text-xs')} title={label}>
        <Show when={row.kind === 'table' && props.filter} fallback={label}>
          <Marked text={label} part={props.filter.split('.').at(-1) ?? ''} />
        </Show>
      </span>
      {note !== '' && (
        <span class="ml-auto max-w-[60%] shrink-0 truncate pl-2 text-2xs text-fg-3 tabular-nums" title={note}>
          {note}
        </span>
      )}
    </div>
  );
}

function iconOf(row: TreeRow): JSX.Element {
  switch (row.kind) {
    case 'schema':
      return <SchemaIcon class="size-3.5 shrink-0" aria-hidden="true" />;
    case 'table':
      if (row.table.type === 'view') return <ViewIcon class="size-3.5 shrink-0" role="img" aria-label={t().view} />;
      return <TableIcon class="size-3.5 shrink-0" aria-hidden="true" />;
    case 'column':
      if (row.field.primaryKey)
        return <KeyIcon class="size-3.5 shrink-0 text-warn" role="img" aria-label={t().primaryKey} />;
      if (row.field.references)
        return <LinkIcon class="size-3.5 shrink-0 text-accent-fg" role="img" aria-label={t().foreignKey} />;
      return <span class="size-3.5 shrink-0" />;
    default:
      return null;
  }
}

/** What stands at the right end of a row. */
function meta(row: TreeRow): string {
  switch (row.kind) {
    case 'schema':
      return row.schema.isSystem ? t().system : row.tables === null ? '' : wholeNumber(row.tables);
    case 'column': {
      const { nativeType, nullable, references } = row.field;
      const target = references ? ` → ${references.table}.${references.column}` : '';
      return `${nativeType}${nullable ? '' : ` · ${t().notNull}`}${target}`;
    }
    default:
      return '';
  }
}
