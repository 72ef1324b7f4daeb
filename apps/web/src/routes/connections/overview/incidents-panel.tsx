import type { Incident } from '@portolan/contract';
import { A } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { now } from '../../../lib/clock.ts';
import { lasting } from '../../../lib/lasting.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { sentence } from '../../../lib/sentence.ts';
import { stageName, whomToCall } from '../../../lib/stages.ts';
import { IncidentStatusChip, incidentHref } from '../../incidents/index.ts';
import { Panel } from './panel.tsx';
import { healthQueries } from './queries.ts';
import { t } from './texts.ts';

const FIRST = 5;
const MOST = 100;

/** The incidents that the connection was in, the newest first. */
export function IncidentsPanel(props: { id: string }) {
  const [limit, setLimit] = createSignal(FIRST);
  const incidents = useLiveQuery(() => ({
    ...healthQueries.incidents(props.id, limit()),
    placeholderData: keepPreviousData,
  }));
  const hidden = () => (incidents.data ? Math.min(incidents.data.total, MOST) - incidents.data.items.length : 0);
  return (
    <Panel title={t().incidents}>
      <Switch fallback={<div class="skeleton h-16" />}>
        <Match when={incidents.isError && !incidents.data}>
          <p class="text-bad">{t().incidentsNotLoaded}</p>
          <Button size="sm" class="self-start" onClick={() => void incidents.refetch()}>
            {t().retry}
          </Button>
        </Match>
        <Match when={incidents.data?.total === 0}>
          <p class="text-fg-3">{t().noIncidents}</p>
        </Match>
        <Match when={incidents.data}>
          {(page) => (
            <ul class="-my-3 flex flex-col divide-y divide-line">
              <For each={page().items}>{(incident) => <IncidentItem incident={incident} />}</For>
            </ul>
          )}
        </Match>
      </Switch>
      <Show when={hidden() > 0}>
        <Button size="sm" class="self-start" busy={incidents.isPlaceholderData} onClick={() => setLimit(MOST)}>
          {t().moreIncidents(hidden())}
        </Button>
      </Show>
    </Panel>
  );
}

function IncidentItem(props: { incident: Incident }) {
  const took = () => {
    const { startedAt, endedAt } = props.incident;
    return ((endedAt ? Date.parse(endedAt) : now()) - Date.parse(startedAt)) / 1_000;
  };
  const others = () => props.incident.connectionCount - 1;
  const call = () => {
    const { code, team } = props.incident;
    return code && whomToCall({ code, team: team ?? undefined });
  };
  return (
    <li class="flex flex-col gap-1 py-3">
      <div class="flex flex-wrap items-center justify-between gap-x-3">
        <A
          href={incidentHref(props.incident.id)}
          class="inline-flex min-h-6 items-center gap-1 text-accent-fg hover:underline"
        >
          <RelativeTime at={props.incident.startedAt} />
          <span>· {lasting(took())}</span>
        </A>
        <IncidentStatusChip status={props.incident.status} />
      </div>
      <p class="break-words">
        <Show when={props.incident.stage}>
          {(stage) => <span class="font-medium">{`${stageName(stage())}: `}</span>}
        </Show>
        {sentence(props.incident.message ?? props.incident.code ?? t().unknownCause)}
      </p>
      <Show when={props.incident.remedy}>
        {(remedy) => <p class="break-words text-fg-2 text-xs">{sentence(remedy())}</p>}
      </Show>
      <p class="flex flex-wrap gap-x-3 text-fg-3 text-xs empty:hidden">
        <Show when={call()}>{(who) => <span>{who()}</span>}</Show>
        <Show when={others() > 0}>
          <span>{t().withOthers(others())}</span>
        </Show>
      </p>
    </li>
  );
}
