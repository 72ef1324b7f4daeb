import type { DegradedReason, HealthStatus } from '@portolan/contract';
import { type HealthState, UNKNOWN } from './health-state.ts';

/** How many checks of one kind in a row it takes to believe them. */
const BELIEVED = 2;

/** What a check has seen. `reasons` is what there is to complain of although it went well. */
export type Seen = { at: Date; ok: false } | { at: Date; ok: true; reasons: readonly DegradedReason[] };

/** An incident begins with the first check that failed, and ends with the first that went well. */
export interface IncidentChange {
  change: 'opened' | 'closed';
  at: Date;
}

export interface Turn {
  state: HealthState;
  incident: IncidentChange | null;
}

/**
 * The state machine of health, as docs/operations.md has it in a table. Pure. One check that failed, or one that went
 * well again, changes no status: two in a row do. Only of what is unknown a good word is believed at once.
 */
export function nextHealth(before: HealthState, seen: Seen): Turn {
  const counted = count(before, seen);
  const status = statusAfter(before.status, counted, seen);
  const reasons = reasonsAfter(before, status, seen);
  if (status === before.status) return { state: { ...counted, reasons }, incident: null };
  const isOutcome = status === 'unreachable' || before.status === 'unreachable';
  const since = (isOutcome ? counted.outcomeSince : counted.qualitySince) ?? seen.at;
  return { state: { ...counted, status, since, reasons }, incident: incidentOf(before.status, status, since) };
}

/** Of a connection that is not looked at any more, whatever for: what was known of it is not known from then on. */
export function unwatched(before: HealthState, at: Date): Turn {
  if (before.status === 'unknown') return { state: { ...UNKNOWN, since: before.since ?? at }, incident: null };
  return { state: { ...UNKNOWN, since: at }, incident: incidentOf(before.status, 'unknown', at) };
}

function count(before: HealthState, seen: Seen): HealthState {
  if (!seen.ok) {
    const outcomeSince = before.failures > 0 ? before.outcomeSince : seen.at;
    const failures = before.failures + 1;
    return { ...before, failures, successes: 0, slow: 0, fast: 0, outcomeSince, qualitySince: null };
  }
  const isSlow = seen.reasons.length > 0;
  const [slow, fast] = isSlow ? [before.slow + 1, 0] : [0, before.fast + 1];
  return {
    ...before,
    failures: 0,
    successes: before.successes + 1,
    slow,
    fast,
    outcomeSince: before.successes > 0 ? before.outcomeSince : seen.at,
    qualitySince: slow + fast > 1 ? before.qualitySince : seen.at,
  };
}

function statusAfter(status: HealthStatus, { failures, successes, slow, fast }: HealthState, seen: Seen): HealthStatus {
  if (!seen.ok) return failures >= BELIEVED ? 'unreachable' : status;
  const quality = slow > 0 ? 'degraded' : 'healthy';
  switch (status) {
    case 'unknown':
      return quality;
    case 'unreachable':
      return successes >= BELIEVED ? quality : status;
    default:
      return slow + fast >= BELIEVED ? quality : status;
  }
}

function reasonsAfter(before: HealthState, status: HealthStatus, seen: Seen): DegradedReason[] {
  if (status !== 'degraded') return [];
  // One good check among others takes no reason away yet.
  return seen.ok && seen.reasons.length > 0 ? [...seen.reasons] : before.reasons;
}

function incidentOf(before: HealthStatus, after: HealthStatus, at: Date): IncidentChange | null {
  if (after === 'unreachable') return { change: 'opened', at };
  return before === 'unreachable' ? { change: 'closed', at } : null;
}
