import { Show } from 'solid-js';
import { Logo } from '../../components/logo.tsx';
import { RhumbLines } from '../../components/rhumb-lines.tsx';
import { Button } from '../../components/ui/button.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { useSignOut } from '../../lib/use-sign-out.ts';
import { FirstTenantForm } from './first-tenant-form.tsx';

/** For users who belong to no tenant: an operator makes the first one, the others wait for an invitation. */
export function NoTenantPage() {
  usePageTitle(() => 'Welcome');
  const session = useSessionControl();
  const signOut = useSignOut();
  const me = () => {
    const state = session.state();
    return state.status === 'ready' ? state.me : null;
  };
  return (
    <main class="relative grid min-h-dvh place-items-center overflow-hidden p-4">
      <RhumbLines class="absolute inset-0 size-full text-accent/10" />
      <div class="relative w-full max-w-sm rounded-xl border border-line bg-surface p-6 shadow-pop dark:bg-raised">
        <Logo class="size-9" />
        <Show
          when={me()?.isOperator}
          fallback={
            <>
              <h1 class="mt-4 font-semibold text-lg tracking-tight">No tenant yet</h1>
              <p class="mt-1 text-fg-2">
                Your account does not belong to a tenant. Ask an admin of your team's tenant to invite {me()?.email}.
              </p>
            </>
          }
        >
          <h1 class="mt-4 font-semibold text-lg tracking-tight">Create your first tenant</h1>
          <p class="mt-1 text-fg-2">A tenant keeps the connections of one team or customer apart from all others.</p>
          <FirstTenantForm />
        </Show>
        <p class="mt-5 flex items-center justify-between gap-2 border-line border-t pt-4 text-fg-3">
          <span class="min-w-0 truncate">{me()?.email}</span>
          <Button size="sm" variant="ghost" onClick={() => void signOut()}>
            Sign out
          </Button>
        </p>
      </div>
    </main>
  );
}
