import { For, Show } from 'solid-js';
import { SortHeader } from '../../components/sort-header.tsx';
import { cx } from '../../lib/cx.ts';
import { COLUMNS, type ColumnId, columnLabel, columnWidth, leastWidth } from './columns.ts';
import { ConnectionRow } from './connection-row.tsx';
import { type ListState, nextSort } from './list-params.ts';
import { EachRow } from './rows/each-row.tsx';
import { GroupHeading } from './rows/group-heading.tsx';
import type { Row } from './rows/group-rows.ts';
import { useListLook } from './rows/list-look.ts';
import { useListRows } from './rows/list-rows.ts';
import { PageCheck } from './rows/row-check.tsx';
import { SkeletonRows } from './rows/skeleton-rows.tsx';
import { t } from './texts.ts';

interface ConnectionTableProps {
  rows: readonly Row[] | undefined;
  state: ListState;
  stale: boolean;
  onSort(sort: Pick<ListState, 'sortBy' | 'sortOrder'>): void;
}

/** The name, the actions and the marks have columns of their own. */
const OTHER_COLUMNS = 3;

/** A grid, so that Tab finds one row of it and the arrows the rest. The sorting of its columns is outside of that. */
export function ConnectionTable(props: ConnectionTableProps) {
  const { keys, selection } = useListRows();
  const { columns } = useListLook();
  const sorting = (key: ListState['sortBy']) => ({
    order: props.state.sortBy === key ? props.state.sortOrder : null,
    onSort: () => props.onSort(nextSort(props.state, key)),
  });
  const widthOf = (id: ColumnId) => columnWidth(id, columns());
  return (
    <div
      class="@container overflow-x-auto overflow-y-hidden rounded-lg border border-line bg-surface"
      aria-busy={props.stale || !props.rows}
    >
      <table
        ref={(table) => keys.listen(table)}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus, and keys
        role="grid"
        aria-multiselectable="true"
        data-marking={selection.count() > 0 ? '' : undefined}
        class="w-full table-fixed border-collapse text-left"
        style={{ 'min-width': `${leastWidth(columns())}rem` }}
      >
        <caption class="sr-only">{t().page}</caption>
        <thead class="bg-sunken text-fg-3 text-xs">
          <tr>
            <th scope="col" class="w-9 pl-2">
              <PageCheck />
            </th>
            <SortHeader label={t().name} class="!pl-1" {...sorting('name')} />
            <For each={columns()}>
              {(id) => (
                <Show
                  when={COLUMNS[id].sort}
                  fallback={
                    <th scope="col" class="h-9 px-3 font-medium" style={{ width: widthOf(id) }}>
                      {columnLabel(id)}
                    </th>
                  }
                >
                  {(key) => <SortHeader label={columnLabel(id)} width={widthOf(id)} {...sorting(key())} />}
                </Show>
              )}
            </For>
            <th scope="col" class="sticky right-0 w-30 bg-sunken px-3">
              <span class="sr-only">{t().actions}</span>
            </th>
          </tr>
        </thead>
        <tbody class={cx('transition-opacity', props.stale && 'opacity-60')}>
          <Show when={props.rows} fallback={<SkeletonRows count={props.state.pageSize} />}>
            {(rows) => (
              <EachRow
                rows={rows()}
                heading={(heading) => (
                  <tr class="border-line border-t bg-sunken">
                    <th
                      scope="rowgroup"
                      colspan={columns().length + OTHER_COLUMNS}
                      class="h-9 px-3 text-left font-medium"
                    >
                      <GroupHeading heading={heading} />
                    </th>
                  </tr>
                )}
              >
                {(key, connection) => <ConnectionRow rowKey={key} connection={connection()} />}
              </EachRow>
            )}
          </Show>
        </tbody>
      </table>
    </div>
  );
}
