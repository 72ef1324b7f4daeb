import { For, type JSX, Show } from 'solid-js';
import { cx } from '../lib/cx.ts';
import { localized } from '../lib/locale.ts';
import { isNarrow } from '../lib/media.ts';
import type { RowFocus } from '../lib/row-focus.ts';
import { records } from '../locales/en.ts?records';
import { type RecordKeys, useRecordKeys } from './record-keys.ts';
import { SortHeader } from './sort-header.tsx';

const t = localized('records', records);

export interface Column<T> {
  label: string;
  /** Width in the table. */
  class?: string;
  /** Speaks for itself on a card, without its label. */
  bare?: boolean;
  /** Stands beside the name on a card. */
  aside?: boolean;
  /** What the rows are ordered by when its heading is pressed. */
  sort?: string;
  cell(row: T): JSX.Element;
}

interface RecordListProps<T> {
  label: string;
  /** The first column names the row. */
  columns: readonly Column<T>[];
  /** Undefined while they are on their way. */
  rows: readonly T[] | undefined;
  stale?: boolean;
  actions?: (row: T) => JSX.Element;
  actionsClass?: string;
  /** On cards they stand beside the last column, not beside the name: buttons with words need the room. */
  actionsBelow?: boolean;
  /** What stands below a row that is open. */
  details?: { isOpen(row: T): boolean; view(row: T): JSX.Element };
  /** How they are ordered, for columns that have a `sort`. */
  sorting?: { by: string; order: 'asc' | 'desc'; onSort(by: string): void };
  /** The rows can have the focus, and keys do what their menus do. */
  keys?: RecordKeys<T>;
}

type ListProps<T> = RecordListProps<T> & { focus: RowFocus | undefined };

const SKELETONS = 6;

/** Rows of one kind: a table where there is room for one, cards elsewhere. */
export function RecordList<T>(props: RecordListProps<T>) {
  const focus = props.keys && useRecordKeys(props.keys, () => props.rows ?? []);
  return (
    <Show when={isNarrow()} fallback={<Table {...props} focus={focus} />}>
      <Cards {...props} focus={focus} />
    </Show>
  );
}

/** What makes an element a row that can have the focus. */
function rowAttributes<T>(list: ListProps<T>, row: T) {
  const id = list.keys?.idOf(row);
  return {
    'data-record': id,
    get tabindex() {
      return id === undefined ? undefined : list.focus?.tabIndexOf(id);
    },
  };
}

function Table<T>(props: ListProps<T>) {
  const span = () => props.columns.length + (props.actions ? 1 : 0);
  return (
    <div
      class="overflow-hidden rounded-lg border border-line bg-surface"
      aria-busy={props.stale || props.rows === undefined}
    >
      <table class="w-full table-fixed border-collapse text-left">
        <caption class="sr-only">{props.label}</caption>
        <thead class="bg-sunken text-fg-3 text-xs">
          <tr>
            <For each={props.columns}>
              {(column) => (
                <Show
                  when={column.sort !== undefined && props.sorting}
                  fallback={
                    <th scope="col" class={cx('h-9 px-3 font-medium', column.class)}>
                      {column.label}
                    </th>
                  }
                >
                  {(sorting) => (
                    <SortHeader
                      label={column.label}
                      class={column.class}
                      order={sorting().by === column.sort ? sorting().order : null}
                      onSort={() => sorting().onSort(column.sort as string)}
                    />
                  )}
                </Show>
              )}
            </For>
            <Show when={props.actions}>
              <th scope="col" class={cx('px-3', props.actionsClass ?? 'w-14')}>
                <span class="sr-only">{t().actions}</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody
          ref={(element) => props.focus?.listen(element)}
          class={cx('transition-opacity', props.stale && 'opacity-60')}
        >
          <Show
            when={props.rows}
            fallback={<SkeletonRows columns={props.columns.length} hasActions={props.actions !== undefined} />}
          >
            {(rows) => (
              <For each={rows()}>
                {(row) => (
                  <>
                    <TableRow row={row} list={props} />
                    <Show when={props.details?.isOpen(row)}>
                      <tr>
                        <td colspan={span()} class="bg-sunken px-3 pt-1 pb-4">
                          {props.details?.view(row)}
                        </td>
                      </tr>
                    </Show>
                  </>
                )}
              </For>
            )}
          </Show>
        </tbody>
      </table>
    </div>
  );
}

function TableRow<T>(props: { row: T; list: ListProps<T> }) {
  // A log is read line by line; the other lists are as high as that of the connections.
  const height = () => (props.list.details ? 'h-11 px-3 py-1' : 'h-14 px-3 py-2');
  return (
    <tr
      {...rowAttributes(props.list, props.row)}
      class="border-line border-t -outline-offset-2 hover:bg-sunken has-focus-visible:bg-sunken"
    >
      <For each={props.list.columns}>
        {(column, index) => (
          <Show when={index() === 0} fallback={<td class={cx(height(), 'text-fg-2')}>{column.cell(props.row)}</td>}>
            <th scope="row" class={cx(height(), 'text-left font-normal')}>
              {column.cell(props.row)}
            </th>
          </Show>
        )}
      </For>
      <Show when={props.list.actions}>
        {(actions) => (
          <td class="px-3 py-2">
            <div class="flex justify-end gap-1">{actions()(props.row)}</div>
          </td>
        )}
      </Show>
    </tr>
  );
}

/** A line for each cell, so that nothing moves when it is filled. */
function SkeletonRows(props: { columns: number; hasActions: boolean }) {
  return (
    <For each={Array.from({ length: SKELETONS })}>
      {() => (
        <tr class="border-line border-t">
          <For each={Array.from({ length: props.columns })}>
            {(_, index) => (
              <td class="h-14 px-3">
                <div class={cx('skeleton h-4', index() === 0 ? 'w-3/5' : 'w-2/5')} />
              </td>
            )}
          </For>
          <Show when={props.hasActions}>
            <td class="px-3">
              <div class="skeleton ml-auto h-5 w-8" />
            </td>
          </Show>
        </tr>
      )}
    </For>
  );
}

function Cards<T>(props: ListProps<T>) {
  return (
    <ul
      ref={(element) => props.focus?.listen(element)}
      aria-label={props.label}
      aria-busy={props.stale || props.rows === undefined}
      class={cx('grid gap-2 transition-opacity md:grid-cols-2', props.stale && 'opacity-60')}
    >
      <Show when={props.rows} fallback={<SkeletonCards />}>
        {(rows) => <For each={rows()}>{(row) => <Card row={row} list={props} />}</For>}
      </Show>
    </ul>
  );
}

function Card<T>(props: { row: T; list: ListProps<T> }) {
  const below = () => props.list.actionsBelow;
  const asides = () => props.list.columns.filter(({ aside }) => aside);
  const lines = () => props.list.columns.slice(1, below() ? -1 : undefined).filter(({ aside }) => !aside);
  return (
    <li
      {...rowAttributes(props.list, props.row)}
      class="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3"
    >
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">{props.list.columns[0]?.cell(props.row)}</div>
        <For each={asides()}>{(column) => column.cell(props.row)}</For>
        <Show when={!below()}>
          <div class="-mt-1 -mr-1 flex shrink-0">{props.list.actions?.(props.row)}</div>
        </Show>
      </div>
      <For each={lines()}>{(column) => <CardLine row={props.row} column={column} />}</For>
      <Show when={props.list.details?.isOpen(props.row)}>{props.list.details?.view(props.row)}</Show>
      <Show when={below() && props.list.columns.at(-1)}>
        {(column) => (
          <div class="-mr-1 mt-auto flex flex-wrap items-center justify-end gap-1">
            {/* Buttons with longer words take a line of their own. */}
            <div class="min-w-44 flex-1">
              <CardLine row={props.row} column={column()} />
            </div>
            <div class="flex shrink-0 items-center gap-1">{props.list.actions?.(props.row)}</div>
          </div>
        )}
      </Show>
    </li>
  );
}

function CardLine<T>(props: { row: T; column: Column<T> }) {
  return (
    <div class="flex min-w-0 flex-1 items-baseline gap-3 text-fg-2 text-xs">
      <Show when={!props.column.bare}>
        <span class="min-w-24 shrink-0 text-fg-3">{props.column.label}</span>
      </Show>
      <div class="min-w-0 flex-1">{props.column.cell(props.row)}</div>
    </div>
  );
}

function SkeletonCards() {
  return (
    <For each={Array.from({ length: SKELETONS })}>
      {() => (
        <li class="h-24 rounded-lg border border-line bg-surface p-3">
          <div class="skeleton h-full" />
        </li>
      )}
    </For>
  );
}
