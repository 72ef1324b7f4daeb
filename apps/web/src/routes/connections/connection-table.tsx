import type { ConnectionPage } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { ConnectionRow } from './connection-row.tsx';
import { type ListState, nextSort, type SortKey } from './list-params.ts';
import { SortHeader } from './sort-header.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

interface Column {
  label: string;
  class: string;
  sort?: SortKey;
}

const COLUMNS: readonly Column[] = [
  { label: 'Name', class: 'w-[23%]', sort: 'name' },
  { label: 'Type', class: 'w-28 max-xl:hidden', sort: 'dbType' },
  { label: 'Host / database', class: 'w-[25%]' },
  { label: 'Status', class: '' },
  { label: 'Last tested', class: 'w-25', sort: 'lastTestedAt' },
];

interface ConnectionTableProps {
  page: ConnectionPage | undefined;
  state: ListState;
  stale: boolean;
  tests: ConnectionTests;
  onSort(sort: Pick<ListState, 'sortBy' | 'sortOrder'>): void;
}

export function ConnectionTable(props: ConnectionTableProps) {
  const orderOf = (column: Column) => (props.state.sortBy === column.sort ? props.state.sortOrder : null);
  return (
    <div class="overflow-hidden rounded-lg border border-line bg-surface" aria-busy={props.stale || !props.page}>
      <table class="w-full table-fixed border-collapse text-left">
        <caption class="sr-only">Connections</caption>
        <thead class="bg-sunken text-fg-3 text-xs">
          <tr>
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
            {(page) => <For each={page().items}>{(row) => <ConnectionRow connection={row} tests={props.tests} />}</For>}
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
          <td colspan={COLUMNS.length + 1} class="h-14 px-3">
            <div class="skeleton h-5" />
          </td>
        </tr>
      )}
    </For>
  );
}
