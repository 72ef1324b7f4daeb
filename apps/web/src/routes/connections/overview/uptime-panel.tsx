import type { HealthDetail, HealthPoint } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { HealthStrip } from '../../../components/health/health-strip.tsx';
import { healthName } from '../../../components/health/health-words.ts';
import { countsOf, type Run, type StepStatus } from '../../../components/health/strip-runs.ts';
import { t as words } from '../../../components/health/texts.ts';
import { milliseconds } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { percentage } from '../../../lib/shares.ts';
import { daysInWords, dayText } from './day-text.ts';
import { Panel } from './panel.tsx';
import { pointsUntilNow } from './points-until-now.ts';
import { healthQueries } from './queries.ts';
import { StatusLegend } from './status-legend.tsx';
import { t } from './texts.ts';

/** A day is not over before long. */
const REFRESH_MS = 300_000;
const WINDOWS = ['1h', '24h', '7d', '30d'] as const;
const nameOf = (status: StepStatus) => healthName(status ?? 'unknown');

/** How much of its time it was up, and its last 90 days. */
export function UptimePanel(props: { id: string; detail: HealthDetail }) {
  const days = useLiveQuery(() => ({ ...healthQueries.history(props.id, '90d'), refetchInterval: REFRESH_MS }));
  return (
    <Panel title={t().uptime}>
      <dl class="grid grid-cols-2 gap-3 md:grid-cols-4">
        <For each={WINDOWS}>
          {(window) => (
            <div>
              <dt class="text-fg-3 text-xs">{t().windows[window]}</dt>
              <dd>
                <span class="block font-semibold text-base tabular-nums">
                  {percentage(props.detail.uptime[window])}
                </span>
                <Latency {...props.detail.latency[window]} />
              </dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={days.data} fallback={<div class="skeleton h-16" />}>
        {(history) => <Days points={pointsUntilNow(history(), props.detail.status).points} />}
      </Show>
    </Panel>
  );
}

function Latency(props: { p50: number | null; p95: number | null }) {
  return (
    <span class="text-fg-3 text-xs tabular-nums">
      <Show when={props.p50 !== null && props.p95 !== null} fallback={t().noLatency}>
        {t().latencies(milliseconds(props.p50 ?? 0), milliseconds(props.p95 ?? 0))}
      </Show>
    </span>
  );
}

function Days(props: { points: readonly HealthPoint[] }) {
  const steps = (): StepStatus[] => props.points.map(({ status }) => status);
  const label = () =>
    words().strip(
      t().days,
      countsOf(steps()).map(([status, count]) => words().lasted(nameOf(status), daysInWords(count))),
    );
  const titleOf = ({ from, status }: Run) => {
    const point = props.points[from];
    if (!point) return '';
    return status === null
      ? t().dayUnmeasured(dayText(point.at))
      : t().day(dayText(point.at), nameOf(status), percentage(point.uptime));
  };
  const ailing = () => props.points.filter(({ status }) => status !== null && status !== 'healthy').toReversed();
  return (
    <div class="flex flex-col gap-1.5">
      <HealthStrip steps={steps()} runs={eachOf(steps())} label={label()} titleOf={titleOf} class="h-8 w-full" />
      <p class="flex justify-between text-2xs text-fg-3">
        <span>{t().daysAgo(props.points.length)}</span>
        <span>{t().today}</span>
      </p>
      <StatusLegend />
      <Show when={ailing().length > 0}>
        <details class="text-xs">
          <summary class="cursor-pointer py-1 text-fg-2 hover:text-fg">{t().ailingDays(ailing().length)}</summary>
          <ul class="mt-1 grid gap-x-8 gap-y-1 md:grid-cols-2">
            <For each={ailing()}>
              {(point) => (
                <li class="flex justify-between gap-3 tabular-nums">
                  <span>{dayText(point.at)}</span>
                  <span class="text-fg-2">{t().ofDay(nameOf(point.status), percentage(point.uptime))}</span>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
    </div>
  );
}

/** Each day alone, with its own title. */
const eachOf = (steps: readonly StepStatus[]): Run[] => steps.map((status, from) => ({ status, from, count: 1 }));
