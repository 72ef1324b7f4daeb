import type { Connection } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { RelativeTime } from '../../components/relative-time.tsx';
import { cx } from '../../lib/cx.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import { HealthSlot } from './health/health-slot.tsx';
import { EnvironmentChip } from './order/environment-chip.tsx';
import { TagList } from './order/tag-list.tsx';
import { EachRow } from './rows/each-row.tsx';
import { GroupHeading } from './rows/group-heading.tsx';
import type { Row } from './rows/group-rows.ts';
import { useListRows } from './rows/list-rows.ts';
import { RowCheck } from './rows/row-check.tsx';
import { t } from './rows/texts.ts';

const SKELETONS = 8;

interface ConnectionCardsProps {
  rows: readonly Row[] | undefined;
  stale: boolean;
}

/** The list on phones and small tablets; by keyboard it is the same grid as the table. */
export default function ConnectionCards(props: ConnectionCardsProps) {
  const { keys, selection } = useListRows();
  return (
    <table
      ref={(list) => keys.listen(list)}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus, and keys
      role="grid"
      aria-label={t().list}
      aria-multiselectable="true"
      aria-busy={props.stale || !props.rows}
      data-marking={selection.count() > 0 ? '' : undefined}
      class={cx('block transition-opacity', props.stale && 'opacity-60')}
    >
      <tbody class="grid gap-2 md:grid-cols-2">
        <Show when={props.rows} fallback={<SkeletonCards />}>
          {(rows) => (
            <EachRow
              rows={rows()}
              heading={(heading) => (
                <tr class="block md:col-span-2">
                  <th scope="rowgroup" class="block pt-3 text-left font-medium">
                    <GroupHeading heading={heading} />
                  </th>
                </tr>
              )}
            >
              {(key, connection) => <ConnectionCard rowKey={key} connection={connection()} />}
            </EachRow>
          )}
        </Show>
      </tbody>
    </table>
  );
}

function ConnectionCard(props: { rowKey: string; connection: Connection }) {
  const { keys, selection, tests } = useListRows();
  return (
    <tr
      data-connection={props.rowKey}
      data-environment={props.connection.environment}
      tabindex={keys.tabIndexOf(props.rowKey)}
      aria-selected={selection.has(props.connection.id)}
      class="env-edge block min-w-0 overflow-hidden rounded-lg border border-line bg-surface aria-selected:bg-accent-soft"
    >
      <td class="flex h-full flex-col gap-2 p-3">
        <div class="flex items-start gap-2">
          <div class="min-w-0 flex-1">
            <ConnectionName connection={props.connection} hasKind />
          </div>
          <RowCheck connection={props.connection} />
        </div>
        <Show when={props.connection.environment !== 'other' || props.connection.tags.length > 0}>
          <div class="flex flex-wrap items-center gap-1.5">
            <Show when={props.connection.environment !== 'other'}>
              <EnvironmentChip environment={props.connection.environment} />
            </Show>
            <TagList tags={props.connection.tags} most={3} />
          </div>
        </Show>
        <ConnectionAddress connection={props.connection} />
        <ConnectionStatusCell connection={props.connection} tests={tests} />
        <HealthSlot connection={props.connection} />
        <div class="-mb-1 mt-auto flex items-center justify-between gap-2">
          <p class="text-fg-3 text-xs">
            {t().tested} <RelativeTime at={props.connection.lastTestedAt} />
          </p>
          <ConnectionActions connection={props.connection} />
        </div>
      </td>
    </tr>
  );
}

function SkeletonCards() {
  return (
    <For each={Array.from({ length: SKELETONS })}>
      {() => (
        <tr class="block rounded-lg border border-line bg-surface">
          <td class="flex h-40 flex-col gap-3 p-3">
            <div class="skeleton h-4 w-2/5" />
            <div class="skeleton h-5.5 w-24 rounded-full" />
            <div class="skeleton h-3.5 w-4/5" />
            <div class="skeleton h-5.5 w-22 rounded-full" />
            <div class="skeleton mt-auto h-4 w-1/3" />
          </td>
        </tr>
      )}
    </For>
  );
}
