import type { HealthDetail } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { createMemo, createSignal, onCleanup, onMount, Show, Suspense } from 'solid-js';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { later } from '../../../components/later.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { milliseconds } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { choiceParam } from '../../../lib/search-params.ts';
import { useSearchState } from '../../../lib/use-search-state.ts';
import { LatencyTable } from './latency-table.tsx';
import { Panel } from './panel.tsx';
import { pointsUntilNow } from './points-until-now.ts';
import { healthQueries } from './queries.ts';
import { t } from './texts.ts';

const LatencyChart = later(() => import('./latency-chart.tsx'));

const WINDOWS = ['1h', '24h', '7d', '30d'] as const;
const params = { window: choiceParam(WINDOWS, '24h') };
const REFRESH_MS = 60_000;

/** How long checks took that went well: as lines once they come into sight, and as a table. */
export function LatencyPanel(props: { id: string; detail: HealthDetail }) {
  const [state, patch] = useSearchState(params);
  const window = () => state().window;
  const history = useLiveQuery(() => ({
    ...healthQueries.history(props.id, window()),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  }));
  const known = createMemo(() => history.data && pointsUntilNow(history.data, props.detail.status));
  const [isSeen, setSeen] = createSignal(false);
  let place!: HTMLDivElement;
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
    );
    observer.observe(place);
    onCleanup(() => observer.disconnect());
  });
  const figures = () => props.detail.latency[window()];
  return (
    <Panel
      title={t().latency}
      aside={
        <FilterPills
          legend={t().window}
          options={WINDOWS.map((value) => ({ value, label: t().windows[value] }))}
          value={window()}
          onChange={(value) => patch({ window: value ?? '24h' }, { replace: true })}
        />
      }
    >
      <p class="flex flex-wrap gap-x-4 text-fg-2 text-xs tabular-nums">
        <Show when={figures().p50 !== null} fallback={t().noLatency}>
          <span class="flex items-center gap-1.5">
            <span class="h-0.5 w-4 bg-accent" aria-hidden="true" />
            {t().half(milliseconds(figures().p50 ?? 0))}
          </span>
          <span class="flex items-center gap-1.5">
            <span class="w-4 border-warn-mark border-t-2 border-dashed" aria-hidden="true" />
            {t().nearlyAll(milliseconds(figures().p95 ?? 0))}
          </span>
        </Show>
      </p>
      <div ref={place} class="h-60">
        <Show when={history.isError && !history.data}>
          <FailurePanel
            title={t().latencyNotLoaded}
            failure={toFailure(history.error)}
            onRetry={() => void history.refetch()}
          />
        </Show>
        <Show when={isSeen() && known()} fallback={<div class={isSeen() ? 'skeleton size-full' : ''} />}>
          {(found) => (
            <Suspense fallback={<div class="skeleton size-full" />}>
              <LatencyChart history={found()} label={t().chartOf(t().windows[window()])} />
            </Suspense>
          )}
        </Show>
      </div>
      <Show when={known()}>{(found) => <LatencyTable history={found()} />}</Show>
    </Panel>
  );
}
