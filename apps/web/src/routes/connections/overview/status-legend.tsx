import { For } from 'solid-js';
import { HealthStrip } from '../../../components/health/health-strip.tsx';
import { healthName } from '../../../components/health/health-words.ts';
import type { StepStatus } from '../../../components/health/strip-runs.ts';

const STATUSES: readonly StepStatus[] = ['healthy', 'degraded', 'unreachable', null];

/** What the bars of a strip stand for. */
export function StatusLegend() {
  return (
    <ul class="flex flex-wrap gap-x-4 gap-y-1 text-fg-2 text-xs">
      <For each={STATUSES}>
        {(status) => (
          <li class="flex items-center gap-1.5">
            <span aria-hidden="true">
              <HealthStrip steps={[status]} label="" titleOf={() => ''} class="h-3 w-1.5" />
            </span>
            {healthName(status ?? 'unknown')}
          </li>
        )}
      </For>
    </ul>
  );
}
