import { Show, Suspense } from 'solid-js';
import { later } from '../../components/later.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { Button } from '../../components/ui/button.tsx';
import { localized } from '../../lib/locale.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { useSignOut } from '../../lib/use-sign-out.ts';
import { noTenant } from '../../locales/en.ts?noTenant';

const t = localized('noTenant', noTenant);

// With its rules of validation, which nobody else needs at the start.
const FirstTenantForm = later(async () => ({ default: (await import('./first-tenant-form.tsx')).FirstTenantForm }));

/** For users who belong to no tenant: an operator makes the first one, the others wait for an invitation. */
export default function NoTenantPage() {
  usePageTitle(() => t().page);
  const session = useSessionControl();
  const signOut = useSignOut();
  const me = () => {
    const state = session.state();
    return state.status === 'ready' ? state.me : null;
  };
  return (
    <PublicPage
      title={me()?.isOperator ? t().firstTitle : t().title}
      text={me()?.isOperator ? t().firstText : t().text(me()?.email ?? '')}
    >
      <Show when={me()?.isOperator}>
        <Suspense>
          <FirstTenantForm />
        </Suspense>
      </Show>
      <p class="mt-5 flex items-center justify-between gap-2 border-line border-t pt-4 text-fg-3">
        <span class="min-w-0 truncate">{me()?.email}</span>
        <Button size="sm" variant="ghost" onClick={() => void signOut()}>
          {t().signOut}
        </Button>
      </p>
    </PublicPage>
  );
}
