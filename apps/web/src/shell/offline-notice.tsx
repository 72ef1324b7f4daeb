import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import OfflineIcon from '~icons/lucide/wifi-off';
import { clockTime } from '../lib/format.ts';
import { shownData } from '../lib/shown-data.ts';
import { showToast } from '../lib/toasts.ts';
import { Notice } from './notice.tsx';

/** Shown while there is no network: how old what stands on the page is, to the oldest part of it. */
export function OfflineNotice() {
  const oldest = () => shownData()?.oldest() ?? null;
  const [stateOf, setStateOf] = createSignal(oldest());
  // Another page shows something else.
  createEffect(() => onCleanup(shownData()?.subscribe(() => queueMicrotask(() => setStateOf(oldest()))) ?? (() => {})));
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
