import type { ConnectionPage } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { RelativeTime } from '../../components/relative-time.tsx';
import { cx } from '../../lib/cx.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionAddress } from './connection-address.tsx';
import { ConnectionName } from './connection-name.tsx';
import { ConnectionStatusCell } from './connection-status-cell.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

const SKELETONS = 8;

interface ConnectionCardsProps {
  page: ConnectionPage | undefined;
  stale: boolean;
  tests: ConnectionTests;
}

/** The list on phones and small tablets. */
export function ConnectionCards(props: ConnectionCardsProps) {
  return (
    <ul
      aria-label="Connections"
      aria-busy={props.stale || !props.page}
      class={cx('grid gap-2 transition-opacity md:grid-cols-2', props.stale && 'opacity-60')}
    >
      <Show when={props.page} fallback={<SkeletonCards />}>
        {(page) => (
          <For each={page().items}>
            {(connection) => (
              <li class="min-w-0 rounded-lg border border-line bg-surface p-3">
                <ConnectionName connection={connection} />
                <div class="mt-2">
                  <ConnectionAddress connection={connection} />
                </div>
                <div class="mt-2">
                  <ConnectionStatusCell connection={connection} tests={props.tests} />
                </div>
                <div class="mt-1 flex items-center justify-between gap-2">
                  <p class="text-fg-3 text-xs">
                    Tested <RelativeTime at={connection.lastTestedAt} />
                  </p>
                  <ConnectionActions connection={connection} tests={props.tests} />
                </div>
              </li>
            )}
          </For>
        )}
      </Show>
    </ul>
  );
}

function SkeletonCards() {
  return (
    <For each={Array.from({ length: SKELETONS })}>
      {() => (
        <li class="h-32 rounded-lg border border-line bg-surface p-3">
          <div class="skeleton h-full" />
        </li>
      )}
    </For>
  );
}
