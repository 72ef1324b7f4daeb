import type { Me, MyTenant } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Filled } from '../components/filled.tsx';
import { PublicPage } from '../components/public-page.tsx';
import { Button } from '../components/ui/button.tsx';
import { inTenant } from '../lib/addresses.ts';
import { localized } from '../lib/locale.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { useSignOut } from '../lib/use-sign-out.ts';
import { foreignTenant } from '../locales/en.ts?foreignTenant';

const t = localized('foreignTenant', foreignTenant);

/** For the address of a tenant that is not the reader's. It says the same of one that does not exist. */
export function ForeignTenantPage(props: { slug: string; me: Me; tenants: MyTenant[] }) {
  usePageTitle(() => t().page);
  const signOut = useSignOut();
  return (
    <PublicPage
      title={t().title}
      text={
        <Filled text={t().text} gaps={{ tenant: <span class="break-all font-medium text-fg">{props.slug}</span> }} />
      }
    >
      <p class="mt-3 break-words text-fg-2">
        <Filled text={t().ask} gaps={{ email: <span class="font-medium text-fg">{props.me.email}</span> }} />
      </p>
      <Show when={props.tenants.length > 0}>
        <nav aria-labelledby="own-tenants" class="mt-5">
          <h2 id="own-tenants" class="font-medium text-fg-2 text-xs">
            {t().yours}
          </h2>
          <ul class="mt-1 max-h-56 overflow-y-auto">
            <For each={props.tenants}>
              {(tenant) => (
                <li>
                  <A
                    href={inTenant('/', tenant.slug)}
                    class="flex min-h-8 items-center break-words rounded-md px-2 font-medium text-accent-fg hover:bg-idle-soft max-md:min-h-11"
                  >
                    {tenant.name}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </nav>
      </Show>
      <p class="mt-5 flex flex-wrap items-center justify-between gap-2 border-line border-t pt-4 text-fg-3">
        <span class="min-w-0 truncate">{props.me.email}</span>
        <Button size="sm" variant="ghost" onClick={() => void signOut()}>
          {t().other}
        </Button>
      </p>
    </PublicPage>
  );
}
