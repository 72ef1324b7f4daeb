import { localized } from '../lib/locale.ts';
import { notices } from '../locales/en.ts?notices';

const t = localized('notices', notices);

/** The frame of the pages, empty: shown until the session is known, so that no data flashes by. */
export function LoadingShell() {
  return (
    <div class="min-h-dvh md:grid md:grid-cols-[15rem_1fr]" role="status" aria-label={t().loading}>
      <div class="border-line border-r bg-sunken p-3 max-md:hidden">
        <div class="skeleton h-11" />
      </div>
      <div>
        <div class="h-12 border-line border-b" />
        <div class="px-4 py-5 md:px-6">
          <div class="skeleton h-6 w-40" />
        </div>
      </div>
    </div>
  );
}
