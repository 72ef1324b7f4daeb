import type { ConnectionPage } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { ConnectionRow } from './connection-row.tsx';
import { type ListState, nextSort, type SortKey } from './list-params.ts';
import { useListRows } from './rows/list-rows.ts';
import { PageCheck } from './rows/row-check.tsx';
import { SortHeader } from './sort-header.tsx';

interface Column {
  label: string;
  class: string;
  sort?: SortKey;
}

const COLUMNS: readonly Column[] = [
  { label: 'Name', class: 'w-[23%] !pl-1', sort: 'name' },
  { label: 'Type', class: 'w-28 max-xl:hidden', sort: 'dbType' },
  { label: 'Host / database', class: 'w-[25%]' },
  { label: 'Status', class: '' },
  { label: 'Last tested', class: 'w-25', sort: 'lastTestedAt' },
];

interface ConnectionTableProps {
  page: ConnectionPage | undefined;
  state: ListState;
  stale: boolean;
  onSort(sort: Pick<ListState, 'sortBy' | 'sortOrder'>): void;
}

/** A grid, so that Tab finds one row of it and the arrows the rest. The sorting of its columns is outside of that. */
export function ConnectionTable(props: ConnectionTableProps) {
  const { keys, selection } = useListRows();
  const orderOf = (column: Column) => (props.state.sortBy === column.sort ? props.state.sortOrder : null);
  return (
    <div class="overflow-hidden rounded-lg border border-line bg-surface" aria-busy={props.stale || !props.page}>
      <table
        ref={(table) => keys.listen(table)}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus, and keys
        role="grid"
        aria-multiselectable="true"
        data-marking={selection.count() > 0 ? '' : undefined}
        class="w-full table-fixed border-collapse text-left"
      >
        <caption class="sr-only">Connections</caption>
        <thead class="bg-sunken text-fg-3 text-xs">
          <tr>
            <th scope="col" class="w-9 pl-2">
              <PageCheck />
            </th>
            <For each={COLUMNS}>
              {(column) => (
                <Show
                  when={column.sort}
                  fallback={
                    <th scope="col" class={cx('h-9 px-3 font-medium', column.class)}>
                      {column.label}
                    </th>
                  }
                >
                  {(key) => (
                    <SortHeader
                      label={column.label}
                      class={column.class}
                      order={orderOf(column)}
                      onSort={() => props.onSort(nextSort(props.state, key()))}
                    />
                  )}
                </Show>
              )}
            </For>
            <th scope="col" class="w-30 px-3">
              <span class="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody class={cx('transition-opacity', props.stale && 'opacity-60')}>
          <Show when={props.page} fallback={<SkeletonRows count={props.state.pageSize} />}>
            {(page) => <For each={page().items}>{(row) => <ConnectionRow connection={row} />}</For>}
          </Show>
        </tbody>
      </table>
    </div>
  );
}

function SkeletonRows(props: { count: number }) {
  return (
    <For each={Array.from({ length: props.count })}>
      {() => (
        <tr class="border-line border-t">
          <td colspan={COLUMNS.length + 2} class="h-14 px-3">
            <div class="skeleton h-5" />
          </td>
        </tr>
      )}
    </For>
  );
}
