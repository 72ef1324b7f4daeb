import { Show } from 'solid-js';
import { loading } from '../lib/load-part.ts';
import { localized } from '../lib/locale.ts';
import { notices } from '../locales/en.ts?notices';

const t = localized('notices', notices);

/** A line on the upper edge while a part of the page is on its way. */
export function LoadingBar() {
  return (
    <Show when={loading() > 0}>
      <div
        role="progressbar"
        aria-label={t().loading}
        class="loading-bar fixed inset-x-0 top-0 z-[60] h-0.5 bg-accent"
      />
    </Show>
  );
}
