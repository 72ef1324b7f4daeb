import { useLocation } from '@solidjs/router';
import { type ParentProps, Show, Suspense } from 'solid-js';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { useLiveQuery } from '../../../lib/query.ts';
import { connectionHref } from '../links.ts';
import { introspectionQueries } from '../queries.ts';
import { t } from '../texts.ts';
import { ConnectionContext, type ConnectionOfPage } from './connection-context.ts';
import { ConnectionTabs } from './connection-tabs.tsx';
import { RefreshContext } from './refresh-context.ts';
import { SnapshotBar } from './snapshot-bar.tsx';
import { useRefresh } from './use-refresh.ts';

/** Around the views of a connection's schema: the way from one to the other, and how old what they show is. */
export function IntrospectionFrame(props: ParentProps<{ connection: ConnectionOfPage }>) {
  const { id } = props.connection;
  const location = useLocation();
  // One question to the database a view, whatever it is: the explorer asks for all names, the others for the schemas.
  const explores = () => location.pathname === connectionHref(id);
  const outline = useLiveQuery(() => ({ ...introspectionQueries.outline(id), enabled: explores() }));
  const schemas = useLiveQuery(() => ({ ...introspectionQueries.schemas(id), enabled: !explores() }));
  const snapshot = () => (explores() ? outline : schemas).data?.snapshot;
  const refresh = useRefresh(props.connection, () => snapshot() ?? null);
  const failure = () => {
    const outcome = refresh.outcome();
    return outcome?.kind === 'failed' && !refresh.isRunning() ? outcome.failure : null;
  };
  return (
    <RefreshContext.Provider value={refresh}>
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <ConnectionTabs connectionId={id} />
        <SnapshotBar connectionId={id} snapshot={snapshot()} refresh={refresh} />
      </div>
      <Show when={failure()}>
        {(reason) => (
          <FailurePanel
            class="max-h-72 shrink-0 overflow-y-auto !py-4"
            title={t().notRead}
            failure={reason()}
            onRetry={() => void refresh.run()}
          />
        )}
      </Show>
      <ConnectionContext.Provider value={() => props.connection}>
        <Suspense>{props.children}</Suspense>
      </ConnectionContext.Provider>
    </RefreshContext.Provider>
  );
}
