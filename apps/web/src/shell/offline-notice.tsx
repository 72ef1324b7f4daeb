import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import OfflineIcon from '~icons/lucide/wifi-off';
import { clockTime } from '../lib/format.ts';
import { localized } from '../lib/locale.ts';
import { shownData } from '../lib/shown-data.ts';
import { showToast } from '../lib/toasts.ts';
import { offline } from '../locales/en.ts?offline';
import { Notice } from './notice.tsx';

const t = localized('offline', offline);

/** Shown while there is no network: how old what stands on the page is, to the oldest part of it. */
export function OfflineNotice() {
  const oldest = () => shownData()?.oldest() ?? null;
  const [stateOf, setStateOf] = createSignal(oldest());
  // Another page shows something else.
  createEffect(() => onCleanup(shownData()?.subscribe(() => queueMicrotask(() => setStateOf(oldest()))) ?? (() => {})));
  onCleanup(() => showToast({ tone: 'ok', title: t().back }));
  return (
    <Notice tone="warn">
      <OfflineIcon class="size-3.5 shrink-0" aria-hidden="true" />
      <p>
        <Show when={stateOf()} fallback={t().state}>
          {(time) => t().stateOf(clockTime(time()))}
        </Show>
      </p>
    </Notice>
  );
}
