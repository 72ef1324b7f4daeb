import type { Incident } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import DownIcon from '~icons/lucide/circle-x';
import CallIcon from '~icons/lucide/users-round';
import { sentence } from '../../lib/sentence.ts';
import { whomToCall } from '../../lib/stages.ts';
import {
  AcknowledgeButton,
  causeText,
  IncidentStatusChip,
  IncidentTimes,
  incidentHref,
  incidentsHref,
  incidentTitle,
  MemberLinks,
  titleId,
  useAcknowledgedText,
} from '../incidents/index.ts';
import { Section } from './section.tsx';
import { t } from './texts.ts';

const MOST = 5;
const MOST_MEMBERS = 8;

/** The incidents that have not ended, newest first, each with all that helps to end it. */
export function OpenIncidents(props: { incidents: readonly Incident[]; total: number }) {
  const shown = () => props.incidents.slice(0, MOST);
  return (
    <Section title={t().heads.incidents} count={props.total} more={{ href: incidentsHref(), label: t().allIncidents }}>
      <ol class="flex flex-col gap-2">
        <For each={shown()}>{(incident) => <IncidentCard incident={incident} />}</For>
      </ol>
    </Section>
  );
}

function IncidentCard(props: { incident: Incident }) {
  const acknowledgedText = useAcknowledgedText();
  const call = () => {
    const { team, code } = props.incident;
    return whomToCall({ ...(team && { team }), ...(code && { code }) });
  };
  return (
    <li class="flex flex-col gap-2 rounded-lg border border-line border-l-3 border-l-bad-mark bg-surface p-4">
      <div class="flex flex-wrap items-start gap-x-3 gap-y-2">
        <DownIcon class="mt-0.5 size-5 shrink-0 text-bad-mark" aria-hidden="true" />
        <div class="min-w-0 flex-1 basis-48">
          <h3>
            <A
              id={titleId(props.incident.id)}
              href={incidentHref(props.incident.id)}
              class="wrap-anywhere inline-flex min-h-6 items-center font-medium hover:underline"
            >
              {incidentTitle(props.incident)}
            </A>
          </h3>
          <IncidentTimes incident={props.incident} class="text-fg-2" />
        </div>
        <div class="flex flex-wrap items-center gap-2">
          <IncidentStatusChip status={props.incident.status} />
          <AcknowledgeButton incident={props.incident} />
        </div>
      </div>
      <div class="flex flex-col gap-1.5 pl-8 max-md:pl-0">
        <Show when={causeText(props.incident)}>{(cause) => <p class="font-medium">{cause()}</p>}</Show>
        <Show when={props.incident.message}>
          {(message) => <p class="wrap-anywhere max-w-prose text-fg-2">{sentence(message())}</p>}
        </Show>
        <Show when={props.incident.remedy}>
          {(remedy) => <p class="wrap-anywhere max-w-prose">{sentence(remedy())}</p>}
        </Show>
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Show when={call()}>
            {(who) => (
              <span class="flex items-center gap-1.5 font-medium">
                <CallIcon class="size-3.5 shrink-0" aria-hidden="true" />
                {who()}
              </span>
            )}
          </Show>
          <Show when={props.incident.code}>{(code) => <code class="font-mono text-2xs text-fg-3">{code()}</code>}</Show>
        </p>
        <MemberLinks incident={props.incident} most={MOST_MEMBERS} />
        <Show when={acknowledgedText(props.incident)}>
          {(text) => <p class="wrap-anywhere text-fg-2 text-xs">{text()}</p>}
        </Show>
      </div>
    </li>
  );
}
