import type { ConnectionPage } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { RelativeTime } from '../../components/relative-time.tsx';
import { cx } from '../../lib/cx.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import { useListRows } from './rows/list-rows.ts';
import { RowCheck } from './rows/row-check.tsx';

const SKELETONS = 8;

interface ConnectionCardsProps {
  page: ConnectionPage | undefined;
  stale: boolean;
}

/** The list on phones and small tablets; by keyboard it is the same grid as the table. */
export default function ConnectionCards(props: ConnectionCardsProps) {
  const { keys, selection, tests } = useListRows();
  return (
    <table
      ref={(list) => keys.listen(list)}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows take the focus, and keys
      role="grid"
      aria-label="Connections"
      aria-multiselectable="true"
      aria-busy={props.stale || !props.page}
      data-marking={selection.count() > 0 ? '' : undefined}
      class={cx('block transition-opacity', props.stale && 'opacity-60')}
    >
      <tbody class="grid gap-2 md:grid-cols-2">
        <Show when={props.page} fallback={<SkeletonCards />}>
          {(page) => (
            <For each={page().items}>
              {(connection) => (
                <tr
                  data-connection={connection.id}
                  tabindex={keys.tabIndexOf(connection.id)}
                  aria-selected={selection.has(connection.id)}
                  class="block min-w-0 rounded-lg border border-line bg-surface p-3 aria-selected:bg-accent-soft"
                >
                  <td class="block">
                    <div class="flex items-start gap-2">
                      <div class="min-w-0 flex-1">
                        <ConnectionName connection={connection} />
                      </div>
                      <RowCheck connection={connection} />
                    </div>
                    <div class="mt-2">
                      <ConnectionAddress connection={connection} />
                    </div>
                    <div class="mt-2">
                      <ConnectionStatusCell connection={connection} tests={tests} />
                    </div>
                    <div class="mt-1 flex items-center justify-between gap-2">
                      <p class="text-fg-3 text-xs">
                        Tested <RelativeTime at={connection.lastTestedAt} />
                      </p>
                      <ConnectionActions connection={connection} />
                    </div>
                  </td>
                </tr>
              )}
            </For>
          )}
        </Show>
      </tbody>
    </table>
  );
}

function SkeletonCards() {
  return (
    <For each={Array.from({ length: SKELETONS })}>
      {() => (
        <tr class="block h-32 rounded-lg border border-line bg-surface p-3">
          <td class="skeleton block h-full" />
        </tr>
      )}
    </For>
  );
}
