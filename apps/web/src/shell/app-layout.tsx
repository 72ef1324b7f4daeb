import { Navigate, useLocation } from '@solidjs/router';
import {
  createEffect,
  createRenderEffect,
  Match,
  on,
  onCleanup,
  onMount,
  type ParentProps,
  Show,
  Suspense,
  Switch,
} from 'solid-js';
import { FailurePanel } from '../components/failure-panel.tsx';
import { later } from '../components/later.tsx';
import { tenantIn } from '../lib/addresses.ts';
import { isOnline } from '../lib/online.ts';
import { setTitlePlace } from '../lib/page-title.ts';
import { signInPath } from '../lib/return-path.ts';
import { readyFor, type SessionState, useSessionControl } from '../lib/session.tsx';
import { NoTenantPage } from '../routes/tenants/index.ts';
import { LoadingShell } from './loading-shell.tsx';
import { prepareNotices } from './notice-bar.tsx';
import { Queries } from './queries.tsx';
import { Shell } from './shell.tsx';
import { t } from './texts.ts';

const ForeignTenantPage = later(async () => ({
  default: (await import('./foreign-tenant-page.tsx')).ForeignTenantPage,
}));

export function AppLayout(props: ParentProps) {
  return (
    <Queries>
      <Guarded>{props.children}</Guarded>
    </Queries>
  );
}

/** Guards the pages: nothing of them is mounted before it is known who is there, and in which tenant. */
function Guarded(props: ParentProps) {
  const session = useSessionControl();
  const location = useLocation();
  const asked = () => tenantIn(location.pathname);
  const ready = () => readyFor(session.state(), asked());
  onMount(prepareNotices);
  // Who comes back to the tab after a while sees what they may do now.
  const onVisible = () =>
    document.visibilityState === 'visible' && session.state().status === 'ready' && void session.load();
  document.addEventListener('visibilitychange', onVisible);
  onCleanup(() => document.removeEventListener('visibilitychange', onVisible));
  // So does who has a network again; a start that failed without it is tried once more.
  createEffect(
    on(isOnline, (online) => online && session.state().status !== 'signed-out' && void session.load(), { defer: true }),
  );
  createRenderEffect(() => setTitlePlace((asked() && ready()?.tenant?.name) || ''));
  const failure = () => failureOf(session.state());
  // The entry, not the session: loading that again must not remount the page.
  const entry = () => (ready()?.tenant ? ready()?.entry : undefined);

  return (
    <Switch fallback={<LoadingShell />}>
      <Match when={signedOut(session.state())}>
        {(state) => <Navigate href={state().expired ? signInPath(location.pathname + location.search) : '/sign-in'} />}
      </Match>
      <Match when={failure()}>
        {(reason) => (
          <main class="mx-auto mt-[15vh] max-w-lg p-4">
            <FailurePanel title={t().cannotStart} failure={reason()} onRetry={() => void session.load()} />
          </main>
        )}
      </Match>
      <Match when={entry()} keyed>
        <Shell>
          <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>
        </Shell>
      </Match>
      <Match when={ready()}>
        {(state) => (
          <Suspense fallback={<LoadingShell />}>
            <Show when={asked()} keyed fallback={<NoTenantPage />}>
              {(slug) => <ForeignTenantPage slug={slug} me={state().me} tenants={state().tenants} />}
            </Show>
          </Suspense>
        )}
      </Match>
    </Switch>
  );
}

function PageSkeleton() {
  return (
    <div class="p-6" role="status" aria-label={t().loading}>
      <div class="skeleton h-6 w-40" />
    </div>
  );
}

const signedOut = (state: SessionState) => (state.status === 'signed-out' ? state : undefined);
const failureOf = (state: SessionState) => (state.status === 'failed' ? state.failure : undefined);
