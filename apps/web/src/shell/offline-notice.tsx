import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, onCleanup, Show } from 'solid-js';
import OfflineIcon from '~icons/lucide/wifi-off';
import { clockTime } from '../lib/format.ts';
import { showToast } from '../lib/toasts.ts';
import { Notice } from './notice.tsx';

/** Shown while there is no network: how old what stands on the page is, to the oldest part of it. */
export function OfflineNotice() {
  const cache = useQueryClient().getQueryCache();
  const oldest = () => {
    const shown = cache.getAll().filter((query) => query.isActive() && query.state.data !== undefined);
    return shown.length > 0 ? Math.min(...shown.map((query) => query.state.dataUpdatedAt)) : null;
  };
  const [stateOf, setStateOf] = createSignal(oldest());
  // Another page shows something else.
  onCleanup(cache.subscribe(() => queueMicrotask(() => setStateOf(oldest()))));
  onCleanup(() => showToast({ tone: 'ok', title: 'You are online again' }));
  return (
    <Notice tone="warn">
      <OfflineIcon class="size-3.5 shrink-0" aria-hidden="true" />
      <p>
        You are offline<Show when={stateOf()}>{(time) => <>: this is the state of {clockTime(time())}</>}</Show>
      </p>
    </Notice>
  );
}
