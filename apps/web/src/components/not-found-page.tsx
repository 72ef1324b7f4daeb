import { A } from '@solidjs/router';
import { inTenant } from '../lib/addresses.ts';
import { usePageTitle } from '../lib/page-title.ts';

export function NotFoundPage() {
  usePageTitle(() => 'Page not found');
  return (
    <div class="mx-auto flex max-w-md flex-col items-center gap-2 px-4 pt-[18vh] text-center">
      <p class="font-mono text-fg-3 text-xs">404</p>
      <h1 class="font-semibold text-lg tracking-tight">Not on this chart</h1>
      <p class="text-fg-2">There is no page at this address. It may have moved, or the link is incomplete.</p>
      <A
        href={inTenant('/connections')}
        class="mt-3 inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover"
      >
        Go to connections
      </A>
    </div>
  );
}
