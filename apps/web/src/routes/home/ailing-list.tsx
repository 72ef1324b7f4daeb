import type { AilingConnection, HealthSummary } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { HealthMark } from '../../components/health/health-mark.tsx';
import { healthName, reasonText } from '../../components/health/health-words.ts';
import { inTenant } from '../../lib/addresses.ts';
import { now } from '../../lib/clock.ts';
import { dateTime, momentOf, wholeNumber } from '../../lib/format.ts';
import { lasting } from '../../lib/lasting.ts';
import { sentence } from '../../lib/sentence.ts';
import { causeText } from '../incidents/index.ts';
import { overviewHref } from '../introspection/index.ts';
import { Section } from './section.tsx';
import { t } from './texts.ts';

const MOST = 12;

/** The connections that are out of reach or degraded, the worst first, each with the reason. */
export function AilingList(props: { summary: HealthSummary }) {
  const total = () => props.summary.unreachable + props.summary.degraded;
  const shown = () => props.summary.ailing.slice(0, MOST);
  const more = () =>
    total() > MOST
      ? { href: inTenant('/connections?sortBy=health&sortOrder=asc'), label: t().all(wholeNumber(total())) }
      : undefined;
  return (
    <Section title={t().heads.ailing} count={total()} more={more()}>
      <ul class="overflow-hidden rounded-lg border border-line bg-surface">
        <For each={shown()}>{(connection) => <AilingRow connection={connection} />}</For>
      </ul>
    </Section>
  );
}

function AilingRow(props: { connection: AilingConnection }) {
  return (
    <li class="flex items-start gap-2.5 border-line border-t px-3 py-2 first:border-t-0">
      <HealthMark status={props.connection.status} class="mt-1 size-4" />
      <div class="min-w-0 flex-1">
        <div class="flex flex-wrap items-baseline gap-x-2">
          <A
            href={overviewHref(props.connection.id)}
            class="wrap-anywhere inline-flex min-h-6 min-w-6 items-center font-medium hover:underline"
          >
            {props.connection.name}
          </A>
          <span class="text-fg-2 text-xs">
            {healthName(props.connection.status)} <Since at={props.connection.since} />
          </span>
        </div>
        <p class="wrap-anywhere text-fg-2 text-xs">{reasonsOf(props.connection)}</p>
      </div>
    </li>
  );
}

function Since(props: { at: string | null }) {
  return (
    <Show when={props.at}>
      {(at) => (
        <time datetime={at()} title={dateTime(at())}>
          {t().since(momentOf(at(), now()), lasting((now() - Date.parse(at())) / 1_000))}
        </time>
      )}
    </Show>
  );
}

function reasonsOf(connection: AilingConnection): string {
  if (connection.reasons.length > 0) return connection.reasons.map(reasonText).join(' ');
  const cause = causeText(connection);
  return cause ? sentence(cause) : sentence(connection.message ?? '');
}
