import { A } from '@solidjs/router';
import { inTenant } from '../lib/addresses.ts';
import { localized } from '../lib/locale.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { notFound } from '../locales/en.ts?notFound';

const t = localized('notFound', notFound);

export function NotFoundPage() {
  usePageTitle(() => t().page);
  return (
    <div class="mx-auto flex max-w-md flex-col items-center gap-2 px-4 pt-[18vh] text-center">
      <p class="font-mono text-fg-3 text-xs">{404}</p>
      <h1 class="font-semibold text-lg tracking-tight">{t().title}</h1>
      <p class="text-fg-2">{t().text}</p>
      <A
        href={inTenant('/connections')}
        class="mt-3 inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover"
      >
        {t().toConnections}
      </A>
    </div>
  );
}
