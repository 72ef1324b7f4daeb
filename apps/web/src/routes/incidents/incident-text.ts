import type { DiagnosisCode, Incident, Stage } from '@portolan/contract';
import { causeOf } from '../../lib/causes.ts';
import { now } from '../../lib/clock.ts';
import { listOf, momentOf, spanOf } from '../../lib/format.ts';
import { lasting } from '../../lib/lasting.ts';
import { stageName } from '../../lib/stages.ts';
import { words } from './words.ts';

/** As many as a title names; where there are more, one less. */
const MOST_NAMES = 3;

type Affected = Pick<Incident, 'connections' | 'connectionCount' | 'endedAt'>;

/** "orders is out of reach", "orders, billing and 3 more were out of reach" */
export function incidentTitle({ connections, connectionCount: count, endedAt }: Affected): string {
  const names = connections.slice(0, count > MOST_NAMES ? MOST_NAMES - 1 : MOST_NAMES).map(({ name }) => name);
  const more = count - names.length;
  const all = listOf(more > 0 ? names.concat(words().others(more)) : names);
  return endedAt === null ? words().down(all, count) : words().wasDown(all, count);
}

interface Cause {
  stage?: Stage | null | undefined;
  code?: DiagnosisCode | null | undefined;
}

/** "Open connection: nobody listens there"; undefined where nobody knows. */
export function causeText({ stage, code }: Cause): string | undefined {
  const cause = causeOf(code);
  return stage && cause ? words().cause(stageName(stage), cause) : (cause ?? (stage ? stageName(stage) : undefined));
}

/** For how long it has been, or was. */
export function durationOf({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>): string {
  const end = endedAt === null ? now() : Date.parse(endedAt);
  return lasting((end - Date.parse(startedAt)) / 1_000);
}

/** "Since 09:14", "09:14 – 09:40" */
export function spanText({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>): string {
  return endedAt === null ? words().from(momentOf(startedAt, now())) : spanOf(startedAt, endedAt, now());
}

/** "Since 09:14, for 26 min", "09:14 – 09:40, 26 min" */
export function timesText(incident: Pick<Incident, 'startedAt' | 'endedAt'>): string {
  const { startedAt, endedAt } = incident;
  const lasted = durationOf(incident);
  if (endedAt === null) return words().since(momentOf(startedAt, now()), lasted);
  return words().lasted(spanText(incident), lasted);
}
