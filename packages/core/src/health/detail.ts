import type { HealthDetail, HealthStatus } from '@portolan/contract';
import { dateOf, type LastFinding, type MonitorRow } from './monitor-row.ts';
import type { Windows } from './read-windows.ts';

/** What the system database says of one connection. */
export interface DetailRow extends MonitorRow, LastFinding {
  statusNow: HealthStatus;
  enabled: boolean;
  /** Whether it has no settings of its own. */
  isDefault: boolean;
  nextCheckAt: Date | string | null;
  lastCheckAt: Date | string | null;
}

const timeOf = (time: Date | string | null) => dateOf(time)?.toISOString() ?? null;

export function detailOf(row: DetailRow, { uptime, latency }: Windows): HealthDetail {
  const isKnown = row.statusNow === row.status;
  return {
    status: row.statusNow,
    // Since it is overdue nobody knows any more.
    since: timeOf(isKnown ? row.since : row.nextCheckAt),
    reasons: isKnown ? row.reasons : [],
    lastCheckAt: timeOf(row.lastCheckAt),
    lastSuccessAt: timeOf(row.lastSuccessAt),
    nextCheckAt: timeOf(row.nextCheckAt),
    latencyMs: row.lastMs,
    uptime,
    p50: latency['24h'].p50,
    p95: latency['24h'].p95,
    latency,
    ...causeOf(row),
    monitoring: { enabled: row.enabled, intervalSeconds: row.intervalSeconds },
    monitoringIsDefault: row.isDefault,
    ...certificateOf(row),
  };
}

/** Why, as far as there is something to say. */
export function causeOf({ code, stage, message, remedy, team }: LastFinding) {
  return {
    ...(code ? { code } : {}),
    ...(stage ? { stage } : {}),
    ...(message ? { message } : {}),
    ...(remedy ? { remedy } : {}),
    ...(team ? { team } : {}),
  };
}

function certificateOf({ certificateSubject: subject, certificateEndsAt }: MonitorRow) {
  const expiresAt = timeOf(certificateEndsAt);
  return subject && expiresAt ? { certificate: { subject, expiresAt } } : {};
}
