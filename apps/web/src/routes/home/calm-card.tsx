import type { HealthAttention, HealthSummary } from '@portolan/contract';
import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import CalmIcon from '~icons/lucide/anchor';
import UnwatchedIcon from '~icons/lucide/eye-off';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RhumbLines } from '../../components/rhumb-lines.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { wholeNumber } from '../../lib/format.ts';
import { incidentsHref } from '../incidents/index.ts';
import { t } from './texts.ts';

interface CalmCardProps {
  summary: HealthSummary;
  checks: HealthAttention['checks'];
}

/** Nothing fails: how many are well, what is watched, and when somebody looked last. */
export function CalmCard(props: CalmCardProps) {
  const isWatched = () => props.checks.watched > 0;
  return (
    <section class="relative isolate flex flex-col items-center gap-3 overflow-hidden rounded-lg border border-line bg-surface px-6 py-12 text-center">
      <RhumbLines class="-z-10 absolute inset-0 size-full text-accent opacity-10" />
      <span
        class={
          isWatched()
            ? 'grid size-12 place-items-center rounded-full bg-ok-soft text-ok'
            : 'grid size-12 place-items-center rounded-full bg-warn-soft text-warn'
        }
        aria-hidden="true"
      >
        <Show when={isWatched()} fallback={<UnwatchedIcon class="size-6" />}>
          <CalmIcon class="size-6" />
        </Show>
      </span>
      <h2 class="font-semibold text-lg tracking-tight">{isWatched() ? t().calm.title : t().unwatched.title}</h2>
      <p class="max-w-prose text-fg-2">{isWatched() ? wellText(props.summary) : t().unwatched.text}</p>
      <dl class="mt-2 flex flex-wrap justify-center gap-x-10 gap-y-3">
        <Figure name={t().calm.connections} value={wholeNumber(props.checks.total)} />
        <Figure name={t().calm.watched} value={wholeNumber(props.checks.watched)} />
        <Figure name={t().calm.lastCheck} value={<RelativeTime at={props.checks.lastCheckAt} />} />
      </dl>
      <p class="mt-2 flex flex-wrap justify-center gap-x-6">
        <A href={inTenant('/connections')} class="flex min-h-6 items-center text-accent-fg hover:underline">
          {t().calm.list}
        </A>
        <A href={incidentsHref()} class="flex min-h-6 items-center text-accent-fg hover:underline">
          {t().calm.history}
        </A>
      </p>
    </section>
  );
}

function wellText({ healthy, unknown }: HealthSummary): string {
  if (healthy === 0) return t().calm.unmeasured;
  return unknown === 0 ? t().calm.well(healthy) : t().calm.measured(healthy);
}

function Figure(props: { name: string; value: JSX.Element }) {
  return (
    <div class="flex flex-col-reverse items-center">
      <dt class="text-fg-2 text-xs">{props.name}</dt>
      <dd class="font-semibold text-xl tabular-nums">{props.value}</dd>
    </div>
  );
}
