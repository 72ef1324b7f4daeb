import type { Incident } from '@portolan/contract';
import { dateTime } from '../../lib/format.ts';
import { timesText } from './incident-text.ts';

/** Since when, and for how long; the exact time as a tooltip, and for machines. */
export function IncidentTimes(props: { incident: Incident; text?: string; class?: string }) {
  return (
    <time datetime={props.incident.startedAt} title={dateTime(props.incident.startedAt)} class={props.class}>
      {props.text ?? timesText(props.incident)}
    </time>
  );
}
