import type { Connection } from '@portolan/contract';
import { useLocation, useParams } from '@solidjs/router';
import { Match, type ParentProps, Show, Switch } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { NotFoundPage } from '../../components/not-found-page.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan } from '../../lib/session.tsx';
import { IntrospectionFrame } from '../introspection/index.ts';
import { ConnectionHeader } from './connection-header.tsx';
import { connectionQueries } from './queries.ts';

const VIEW_TITLES: Record<string, (name: string) => string> = {
  diagram: (name) => `Diagram of ${name}`,
  snapshots: (name) => `Snapshots of ${name}`,
  types: (name) => `Types of ${name}`,
};
const GONE = ['NOT_FOUND', 'FORBIDDEN', 'VALIDATION_ERROR'];

/** A connection, and below its head one of the views of its schema. */
export default function ConnectionPage(props: ParentProps) {
  const params = useParams<{ id: string }>();
  const connection = useLiveQuery(() => connectionQueries.get(params.id));
  const failure = () => (connection.isError && !connection.data ? toFailure(connection.error) : null);
  const location = useLocation();
  const name = () => connection.data?.name ?? 'Connection';
  usePageTitle(() => (VIEW_TITLES[location.pathname.split('/').at(-1) ?? ''] ?? ((found) => found))(name()), name);
  return (
    <Switch fallback={<Skeleton />}>
      <Match when={GONE.includes(failure()?.code ?? '')}>
        <NotFoundPage />
      </Match>
      <Match when={failure()}>
        {(reason) => (
          <div class="p-4 md:p-6">
            <FailurePanel
              title="The connection could not be loaded"
              failure={reason()}
              onRetry={() => void connection.refetch()}
            />
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
  return (
    <div class="mx-auto flex max-w-[90rem] flex-col gap-4 px-4 py-5 md:h-[calc(100dvh-3rem-var(--notice))] md:px-6">
      <ConnectionHeader connection={props.connection} />
      <Show
        when={can('connections:introspect')}
        fallback={
          <EmptyState
            title="You cannot browse this database"
            text="Your role lacks the permission “Browse schemas, tables and columns”."
          />
        }
      >
        <Show when={destination()} keyed>
          <IntrospectionFrame connection={props.connection}>{props.children}</IntrospectionFrame>
        </Show>
      </Show>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="flex items-center gap-3 px-4 py-5 md:px-6" role="status" aria-label="Loading">
      <div class="skeleton size-9" />
      <div class="skeleton h-6 w-48" />
    </div>
  );
}
