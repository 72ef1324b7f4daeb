import { Navigate, useLocation } from '@solidjs/router';
import { Match, onMount, Switch } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { Button } from '../../components/ui/button.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { signInPath } from '../../lib/return-path.ts';
import { type SessionState, useSessionControl } from '../../lib/session.tsx';
import { Activation } from './activation.tsx';
import { t } from './texts.ts';

/** Where a device that shows a code is given a session, by whoever is signed in here. */
export default function ActivatePage() {
  usePageTitle(() => t().page);
  const session = useSessionControl();
  const location = useLocation();
  const ask = () => void session.enter(null);
  onMount(() => session.state().status !== 'ready' && ask());
  const at = <S extends SessionState['status']>(status: S) => {
    const now = session.state();
    return now.status === status ? (now as Extract<SessionState, { status: S }>) : undefined;
  };
  return (
    <Switch
      fallback={
        <PublicPage title={t().page}>
          <div class="skeleton mt-4 h-24" role="status" aria-label={t().loading} />
        </PublicPage>
      }
    >
      <Match when={at('signed-out')}>
        <Navigate href={signInPath(location.pathname + location.hash)} />
      </Match>
      <Match when={at('failed')}>
        {(failed) => (
          <PublicPage title={t().page}>
            <div class="mt-5 flex flex-col gap-4">
              <ProblemNote text={failed().failure.message} />
              <Button onClick={ask}>{t().tryAgain}</Button>
            </div>
          </PublicPage>
        )}
      </Match>
      <Match when={at('ready')}>
        {(ready) => <Activation me={ready().me} tenants={ready().tenants} tenant={ready().tenant} />}
      </Match>
    </Switch>
  );
}
