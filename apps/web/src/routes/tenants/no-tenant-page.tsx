import { Show, Suspense } from 'solid-js';
import { later } from '../../components/later.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { Button } from '../../components/ui/button.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { useSignOut } from '../../lib/use-sign-out.ts';

// With its rules of validation, which nobody else needs at the start.
const FirstTenantForm = later(async () => ({ default: (await import('./first-tenant-form.tsx')).FirstTenantForm }));

/** For users who belong to no tenant: an operator makes the first one, the others wait for an invitation. */
export default function NoTenantPage() {
  usePageTitle(() => 'Welcome');
  const session = useSessionControl();
  const signOut = useSignOut();
  const me = () => {
    const state = session.state();
    return state.status === 'ready' ? state.me : null;
  };
  return (
    <PublicPage
      title={me()?.isOperator ? 'Create your first tenant' : 'No tenant yet'}
      text={
        me()?.isOperator
          ? 'A tenant keeps the connections of one team or customer apart from all others.'
          : `Your account does not belong to a tenant. Ask an admin of your team's tenant to invite ${me()?.email}.`
      }
    >
      <Show when={me()?.isOperator}>
        <Suspense>
          <FirstTenantForm />
        </Suspense>
      </Show>
      <p class="mt-5 flex items-center justify-between gap-2 border-line border-t pt-4 text-fg-3">
        <span class="min-w-0 truncate">{me()?.email}</span>
        <Button size="sm" variant="ghost" onClick={() => void signOut()}>
          Sign out
        </Button>
      </p>
    </PublicPage>
  );
}
