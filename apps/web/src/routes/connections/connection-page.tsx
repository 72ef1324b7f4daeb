import type { Connection } from '@portolan/contract';
import { useLocation, useParams } from '@solidjs/router';
import { Match, type ParentProps, Suspense, Switch } from 'solid-js';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { later } from '../../components/later.tsx';
import { NotFoundPage } from '../../components/not-found-page.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { ConnectionTabs, IntrospectionFrame, overviewHref } from '../introspection/index.ts';
import { ConnectionHeader } from './connection-header.tsx';
import { t } from './head-texts.ts';
import { connectionQueries } from './queries.ts';

/** By the end of its address; the explorer has the name alone. */
function titleOf(view: string | undefined, name: string): string {
  if (view === 'overview') return t().overviewOf(name);
  if (view === 'diagram') return t().diagramOf(name);
  if (view === 'snapshots') return t().snapshotsOf(name);
  return view === 'types' ? t().typesOf(name) : name;
}

const NoBrowsing = later(() => import('./no-browsing.tsx'));

const GONE = ['NOT_FOUND', 'FORBIDDEN', 'VALIDATION_ERROR'];

/** A connection, and below its head one of the views of its schema. */
export default function ConnectionPage(props: ParentProps) {
  const params = useParams<{ id: string }>();
  const connection = useLiveQuery(() => connectionQueries.get(params.id));
  const failure = () => (connection.isError && !connection.data ? toFailure(connection.error) : null);
  const location = useLocation();
  const name = () => connection.data?.name ?? t().connection;
  usePageTitle(() => titleOf(location.pathname.split('/').at(-1), name()), name);
  return (
    <Switch fallback={<Skeleton />}>
      <Match when={GONE.includes(failure()?.code ?? '')}>
        <NotFoundPage />
      </Match>
      <Match when={failure()}>
        {(reason) => (
          <div class="p-4 md:p-6">
            <FailurePanel title={t().notLoaded} failure={reason()} onRetry={() => void connection.refetch()} />
          </div>
        )}
      </Match>
      <Match when={connection.data}>{(found) => <Loaded connection={found()}>{props.children}</Loaded>}</Match>
    </Switch>
  );
}

function Loaded(props: ParentProps<{ connection: Connection }>) {
  const can = useCan();
  // What the views show belongs to a destination: another one is another schema.
  const destination = () => {
    const { id, dbType, host, port, databaseName, username } = props.connection;
    return JSON.stringify([id, dbType, host, port, databaseName, username]);
  };
  const location = useLocation();
  const isOverview = () => location.pathname === overviewHref(props.connection.id);
  return (
    <div
      class="mx-auto flex max-w-[90rem] flex-col gap-4 px-4 py-5 md:px-6"
      // The views of a schema scroll inside of themselves.
      classList={{ 'md:h-[calc(100dvh-3rem-var(--notice))]': !isOverview() }}
    >
      <ConnectionHeader connection={props.connection} />
      <Switch>
        <Match when={isOverview()}>
          <ConnectionTabs connectionId={props.connection.id} />
          <Suspense>{props.children}</Suspense>
        </Match>
        <Match when={!can('connections:introspect')}>
          <ConnectionTabs connectionId={props.connection.id} />
          <Suspense>
            <NoBrowsing />
          </Suspense>
        </Match>
        <Match when={destination()} keyed>
          <IntrospectionFrame connection={props.connection}>{props.children}</IntrospectionFrame>
        </Match>
      </Switch>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="flex items-center gap-3 px-4 py-5 md:px-6" role="status" aria-label={t().loading}>
      <div class="skeleton size-9" />
      <div class="skeleton h-6 w-48" />
    </div>
  );
}
