import { Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { isReplaced } from '../lib/load-part.ts';
import { isOnline } from '../lib/online.ts';
import { reloadPage } from '../lib/typed.ts';
import { LoadingBar } from './loading-bar.tsx';
import { Notice } from './notice.tsx';
import { OfflineNotice } from './offline-notice.tsx';

/** What concerns every page, on the upper edge until it is over; a dialog does not take it away. */
export function NoticeBar() {
  return (
    <Portal>
      <section aria-label="Notices" aria-live="polite" data-kb-top-layer="">
        <LoadingBar />
        <Show when={!isOnline()}>
          <OfflineNotice />
        </Show>
        <Show when={isOnline() && isReplaced()}>
          <Notice tone="plain">
            <p>Portolan was updated.</p>
            <button type="button" class="h-6 rounded px-1.5 font-semibold underline" onClick={reloadPage}>
              Reload
            </button>
          </Notice>
        </Show>
      </section>
    </Portal>
  );
}
