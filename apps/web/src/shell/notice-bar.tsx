import { ErrorBoundary, Show, Suspense } from 'solid-js';
import { Portal } from 'solid-js/web';
import { later } from '../components/later.tsx';
import { failureTexts } from '../lib/app-error.ts';
import { isReplaced } from '../lib/load-part.ts';
import { localized } from '../lib/locale.ts';
import { isOnline } from '../lib/online.ts';
import { sentence } from '../lib/sentence.ts';
import { reloadPage } from '../lib/typed.ts';
import { notices } from '../locales/en.ts?notices';
import { LoadingBar } from './loading-bar.tsx';
import { Notice } from './notice.tsx';
import { prepareToasts } from './toast-region.tsx';

const t = localized('notices', notices);

const OfflineNotice = later(async () => ({ default: (await import('./offline-notice.tsx')).OfflineNotice }));

/** While there is a network: what tells that it is gone could not be fetched any more. */
export function prepareNotices(): void {
  OfflineNotice.preload().catch(() => undefined);
  prepareToasts();
}

/** What concerns every page, on the upper edge until it is over; a dialog does not take it away. */
export function NoticeBar() {
  return (
    <Portal>
      <section aria-label={t().label} aria-live="polite" data-kb-top-layer="">
        <LoadingBar />
        <Show when={!isOnline()}>
          <ErrorBoundary fallback={<BareOfflineNotice />}>
            <Suspense>
              <OfflineNotice />
            </Suspense>
          </ErrorBoundary>
        </Show>
        <Show when={isOnline() && isReplaced()}>
          <Notice tone="plain">
            <p>{sentence(failureTexts().updated)}</p>
            <button type="button" class="h-6 rounded px-1.5 font-semibold underline" onClick={reloadPage}>
              {failureTexts().reload}
            </button>
          </Notice>
        </Show>
      </section>
    </Portal>
  );
}

/** In front of the sign-in nothing is shown that could be old. */
function BareOfflineNotice() {
  return (
    <Notice tone="warn">
      <p>{t().offline}</p>
    </Notice>
  );
}
