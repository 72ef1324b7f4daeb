import type { Overview } from '@portolan/contract';
import { A } from '@solidjs/router';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useRefreshOfPage } from '../frame/refresh-context.ts';
import { snapshotsHref } from '../links.ts';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { byteSize } from './byte-size.ts';
import { OverviewList } from './overview-list.tsx';
import { t } from './texts.ts';

/** The whole database at a glance, while no table is chosen. `snapshotId` is null before the first reading. */
export function OverviewPanel(props: { connectionId: string; snapshotId: string | null }) {
  const refresh = useRefreshOfPage();
  const overview = useLiveQuery(() => ({
    ...introspectionQueries.overview(props.connectionId, props.snapshotId),
    enabled: props.snapshotId !== null,
  }));
  return (
    <section aria-label={t().overview} class="p-4">
      <Switch fallback={<Skeleton />}>
        <Match when={props.snapshotId === null}>
          <EmptyState title={t().noSnapshot} text={t().noSnapshotText}>
            <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
              {common().refreshNow}
            </Button>
          </EmptyState>
        </Match>
        <Match when={overview.isError && !overview.data}>
          <FailurePanel
            title={t().overviewNotLoaded}
            failure={toFailure(overview.error)}
            onRetry={() => void overview.refetch()}
          />
        </Match>
        <Match when={overview.data}>{(data) => <Facts connectionId={props.connectionId} overview={data()} />}</Match>
      </Switch>
    </section>
  );
}

function Facts(props: { connectionId: string; overview: Overview }) {
  const { overview } = props;
  return (
    <>
      <h2 class="font-medium text-sm">{t().overview}</h2>
      <dl class="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4">
        <Fact name={t().tables}>{wholeNumber(overview.tables)}</Fact>
        <Fact name={t().views}>{wholeNumber(overview.views)}</Fact>
        <Fact name={t().columns}>{wholeNumber(overview.columns)}</Fact>
        <Fact name={t().lastChange}>
          <Show when={overview.lastChange} fallback={<span class="text-fg-3 text-sm">{t().noneSeen}</span>}>
            {(change) => (
              <A
                href={snapshotsHref(props.connectionId, { a: change().before, b: change().after })}
                class="inline-flex min-h-6 items-center text-accent-fg text-sm hover:underline"
              >
                <RelativeTime at={change().at} />
              </A>
            )}
          </Show>
        </Fact>
      </dl>
      <div class="mt-4 gap-6 xl:columns-2">
        <OverviewList
          connectionId={props.connectionId}
          title={t().biggest}
          items={overview.biggest.map((table) => ({ ...table, note: sizeText(table) }))}
          none={t().noSizes}
        />
        <OverviewList
          connectionId={props.connectionId}
          title={t().mostReferenced}
          items={overview.mostReferenced.map((table) => ({ ...table, note: t().foreignKeyCount(table.references) }))}
          none={t().noReferences}
        />
        <OverviewList
          connectionId={props.connectionId}
          title={t().withoutPrimaryKey}
          total={overview.withoutPrimaryKey.total}
          items={overview.withoutPrimaryKey.first}
          none={t().allHave}
        />
        <OverviewList
          connectionId={props.connectionId}
          title={t().withoutComment}
          total={overview.withoutComment.total}
          items={overview.withoutComment.first}
          none={t().allHave}
        />
      </div>
    </>
  );
}

/** "1.2 GB · about 3,000 rows" */
function sizeText({ sizeBytes, rowEstimate }: Overview['biggest'][number]): string {
  const size = sizeBytes === null ? null : byteSize(sizeBytes);
  const rows = rowEstimate === null ? null : t().rows(rowEstimate);
  return [size, rows].filter(Boolean).join(' · ');
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div class="rounded-lg border border-line px-3 py-2">
      <dt class="text-fg-3 text-xs">{props.name}</dt>
      <dd class="flex min-h-7 items-center font-medium text-base tabular-nums">{props.children}</dd>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="grid grid-cols-2 gap-2 sm:grid-cols-4" role="status" aria-label={common().loading}>
      <div class="skeleton h-14" />
      <div class="skeleton h-14" />
      <div class="skeleton h-14" />
      <div class="skeleton h-14" />
    </div>
  );
}
