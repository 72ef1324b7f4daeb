import { useParams } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { connectionQueries } from '../queries.ts';
import { CertificatePanel } from './certificate-panel.tsx';
import { useFollowedHealth } from './follow-health.ts';
import { IncidentsPanel } from './incidents-panel.tsx';
import { LatencyPanel } from './latency-panel.tsx';
import { MonitoringPanel } from './monitoring-panel.tsx';
import { nextLook } from './next-look.ts';
import { healthQueries } from './queries.ts';
import { StatusPanel } from './status-panel.tsx';
import { t } from './texts.ts';
import { UptimePanel } from './uptime-panel.tsx';

/** How a connection is, how it was, why, and how it is watched. */
export default function OverviewPage() {
  const params = useParams<{ id: string }>();
  const id = () => params.id;
  useFollowedHealth(id);
  const connection = useLiveQuery(() => connectionQueries.get(id()));
  const detail = useLiveQuery(() => ({
    ...healthQueries.detail(id()),
    refetchInterval: ({ state }) => nextLook(state.data, Date.now()),
  }));
  return (
    <Switch fallback={<Skeleton />}>
      <Match when={detail.isError && !detail.data}>
        <FailurePanel title={t().notLoaded} failure={toFailure(detail.error)} onRetry={() => void detail.refetch()} />
      </Match>
      <Match when={detail.data}>
        {(found) => (
          <div class="grid items-start gap-4 pb-6 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
            <div class="flex min-w-0 flex-col gap-4">
              <StatusPanel id={id()} name={connection.data?.name ?? ''} detail={found()} />
              <UptimePanel id={id()} detail={found()} />
              <LatencyPanel id={id()} detail={found()} />
            </div>
            <div class="flex min-w-0 flex-col gap-4">
              <Show when={connection.data}>{(known) => <MonitoringPanel connection={known()} detail={found()} />}</Show>
              <CertificatePanel certificate={found().certificate} />
              <IncidentsPanel id={id()} />
            </div>
          </div>
        )}
      </Match>
    </Switch>
  );
}

function Skeleton() {
  return (
    <div
      class="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]"
      role="status"
      aria-label={t().loading}
    >
      <div class="skeleton h-64" />
      <div class="skeleton h-40" />
    </div>
  );
}
