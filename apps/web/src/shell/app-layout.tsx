import { Navigate, useLocation } from '@solidjs/router';
import { createEffect, Match, on, onCleanup, onMount, type ParentProps, Show, Suspense, Switch } from 'solid-js';
import { FailurePanel } from '../components/failure-panel.tsx';
import { isOnline } from '../lib/online.ts';
import { signInPath } from '../lib/return-path.ts';
import { type SessionState, useSessionControl } from '../lib/session.tsx';
import { NoTenantPage } from '../routes/tenants/index.ts';
import { LoadingShell } from './loading-shell.tsx';
import { Shell } from './shell.tsx';

/** Guards the pages: nothing of them is mounted before the session is known. */
export function AppLayout(props: ParentProps) {
  const session = useSessionControl();
  const location = useLocation();
  onMount(() => {
    if (session.state().status !== 'ready') void session.load();
  });
  // Who comes back to the tab after a while sees what they may do now.
  const onVisible = () =>
    document.visibilityState === 'visible' && session.state().status === 'ready' && void session.load();
  document.addEventListener('visibilitychange', onVisible);
  onCleanup(() => document.removeEventListener('visibilitychange', onVisible));
  // So does who has a network again; a start that failed without it is tried once more.
  createEffect(
    on(isOnline, (online) => online && session.state().status !== 'signed-out' && void session.load(), { defer: true }),
  );
  const failure = () => failureOf(session.state());
  // The id, not the object: reloading the session must not remount the page.
  const tenantId = () => tenantOf(session.state())?.id;

  return (
    <Switch fallback={<LoadingShell />}>
      <Match when={signedOut(session.state())}>
        {(state) => <Navigate href={state().expired ? signInPath(location.pathname + location.search) : '/sign-in'} />}
      </Match>
      <Match when={failure()}>
        {(reason) => (
          <main class="mx-auto mt-[15vh] max-w-lg p-4">
            <FailurePanel title="Portolan cannot start" failure={reason()} onRetry={() => void session.load()} />
          </main>
        )}
      </Match>
      <Match when={session.state().status === 'ready' && !tenantId()}>
        <Suspense fallback={<LoadingShell />}>
          <NoTenantPage />
        </Suspense>
      </Match>
      <Match when={tenantId()}>
        <Show when={tenantId()} keyed>
          <Shell>
            <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>
          </Shell>
        </Show>
      </Match>
    </Switch>
  );
}

function PageSkeleton() {
  return (
    <div class="p-6" role="status" aria-label="Loading">
      <div class="skeleton h-6 w-40" />
    </div>
  );
}

const signedOut = (state: SessionState) => (state.status === 'signed-out' ? state : undefined);
const failureOf = (state: SessionState) => (state.status === 'failed' ? state.failure : undefined);
const tenantOf = (state: SessionState) => (state.status === 'ready' ? state.tenant : null);
