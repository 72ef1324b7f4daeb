import { For, Suspense } from 'solid-js';
import { Portal } from 'solid-js/web';
import { later } from '../components/later.tsx';
import { localized } from '../lib/locale.ts';
import { toasts } from '../lib/toasts.ts';
import { notices } from '../locales/en.ts?notices';

const t = localized('notices', notices);

const ToastCard = later(async () => ({ default: (await import('./toast-card.tsx')).ToastCard }));

/** Before there is a message. */
export function prepareToasts(): void {
  ToastCard.preload().catch(() => undefined);
}

/**
 * Where messages appear: at the bottom, or at the top while a dialog has its buttons there. The attribute keeps them
 * usable while one of Kobalte's modal dialogs is open.
 */
export function ToastRegion() {
  return (
    <Portal>
      <section
        aria-label={t().toasts}
        aria-live="polite"
        data-kb-top-layer=""
        class="toasts fixed right-4 z-[60] flex w-72 flex-col gap-2 max-md:inset-x-4 max-md:w-auto"
      >
        <Suspense>
          <For each={toasts}>{(toast) => <ToastCard toast={toast} />}</For>
        </Suspense>
      </section>
    </Portal>
  );
}
