import type { HealthHistory } from '@portolan/contract';
import { createSignal, For, Show } from 'solid-js';
import { healthName } from '../../../components/health/health-words.ts';
import { dateTimeInList, milliseconds } from '../../../lib/format.ts';
import { percentage } from '../../../lib/shares.ts';
import { t } from './texts.ts';

const inMs = (value: number | null) => (value === null ? '–' : milliseconds(value));

/** What the chart draws, to be read: the newest first. */
export function LatencyTable(props: { history: HealthHistory }) {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <details class="text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="cursor-pointer py-1 text-fg-2 hover:text-fg">{t().asTable}</summary>
      <Show when={isOpen()}>
        <section
          class="mt-2 max-h-72 overflow-auto rounded-md border border-line"
          tabindex={0}
          aria-label={t().asTable}
        >
          <table class="w-full border-collapse text-left tabular-nums">
            <caption class="sr-only">{t().chartOf(t().windows[props.history.window])}</caption>
            <thead class="sticky top-0 bg-sunken text-fg-3">
              <tr>
                <For each={[t().heads.from, t().heads.status, t().heads.uptime, t().heads.half, t().heads.nearlyAll]}>
                  {(head) => (
                    <th scope="col" class="h-8 px-2 font-medium">
                      {head}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={props.history.points.toReversed()}>
                {(point) => (
                  <tr class="border-line border-t">
                    <th scope="row" class="whitespace-nowrap px-2 py-1 font-normal">
                      {dateTimeInList(point.at)}
                    </th>
                    <td class="px-2 py-1">{healthName(point.status ?? 'unknown')}</td>
                    <td class="px-2 py-1">{percentage(point.uptime)}</td>
                    <td class="px-2 py-1">{inMs(point.p50)}</td>
                    <td class="px-2 py-1">{inMs(point.p95)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}
