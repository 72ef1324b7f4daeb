import type { HealthAttention, HealthStatus, HealthSummary } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Filled } from '../../components/filled.tsx';
import { HealthMark } from '../../components/health/health-mark.tsx';
import { healthName } from '../../components/health/health-words.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { wholeNumber } from '../../lib/format.ts';
import { t } from './texts.ts';

const ORDER: readonly HealthStatus[] = ['unreachable', 'degraded', 'unknown', 'healthy'];

interface HealthCountsProps {
  summary: HealthSummary;
  checks: HealthAttention['checks'];
}

/** How many connections are how, each with the list of them; what is watched, and when somebody looked last. */
export function HealthCounts(props: HealthCountsProps) {
  return (
    <div class="mt-4">
      <ul aria-label={t().counts} class="grid grid-cols-2 gap-2 md:grid-cols-4">
        <For each={ORDER}>
          {(status) => (
            <li>
              <A
                href={inTenant(`/connections?health=${status}`)}
                class="flex flex-col gap-0.5 rounded-lg border border-line bg-surface px-3 py-2 hover:bg-sunken"
              >
                <span class="flex items-center gap-1.5 text-fg-2 text-xs">
                  <HealthMark status={status} />
                  {healthName(status)}
                </span>
                <span class="font-semibold text-xl tabular-nums">{wholeNumber(props.summary[status])}</span>
              </A>
            </li>
          )}
        </For>
      </ul>
      <p class="mt-1.5 text-fg-3 text-xs">
        {t().watched(wholeNumber(props.checks.watched), wholeNumber(props.checks.total))}{' '}
        <Show when={props.checks.lastCheckAt} fallback={t().noCheck}>
          {(at) => <Filled text={t().lastCheck} gaps={{ time: <RelativeTime at={at()} /> }} />}
        </Show>
      </p>
    </div>
  );
}
