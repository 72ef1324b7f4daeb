import type { DegradedReason, DiagnosisCode, HealthStatus, Stage, Team } from '@portolan/contract';
import type { HealthState } from './health-state.ts';

/** What is stored of how a connection is watched; times may come as text. */
export interface MonitorRow {
  status: HealthStatus;
  since: Date | string | null;
  failures: number;
  successes: number;
  slow: number;
  fast: number;
  outcomeSince: Date | string | null;
  qualitySince: Date | string | null;
  reasons: DegradedReason[];
  intervalSeconds: number;
  medianMs: number | null;
  figuredAt: Date | string | null;
  /** The warnings that were there when the connection was first looked at, and still are; null: never looked at. */
  warnings: string[] | null;
  lastMs: number | null;
  lastSuccessAt: Date | string | null;
  certificateSubject: string | null;
  certificateEndsAt: Date | string | null;
}

/** What a check has found, as it is stored. */
export interface LastFinding {
  code: DiagnosisCode | null;
  stage: Stage | null;
  message: string | null;
  remedy: string | null;
  team: Team | null;
}

/** Of a row `m` of connection_monitors, as `MonitorRow` has it. */
export const MONITOR_COLUMNS = `
  m.status, m.status_since as since, m.failures, m.successes, m.slow, m.fast, m.outcome_since as "outcomeSince",
  m.quality_since as "qualitySince", to_json(m.reasons) as reasons, m.interval_seconds as "intervalSeconds",
  m.median_ms as "medianMs", m.figured_at as "figuredAt", to_json(m.warnings) as warnings, m.last_ms as "lastMs",
  m.last_success_at as "lastSuccessAt", m.certificate_subject as "certificateSubject",
  m.certificate_ends_at as "certificateEndsAt"`;

export const dateOf = (time: Date | string | null) => (time === null ? null : new Date(time));

export function stateOf(row: MonitorRow): HealthState {
  const { status, failures, successes, slow, fast, reasons } = row;
  const [since, outcomeSince, qualitySince] = [row.since, row.outcomeSince, row.qualitySince].map(dateOf);
  return {
    status,
    since: since ?? null,
    failures,
    successes,
    slow,
    fast,
    outcomeSince: outcomeSince ?? null,
    qualitySince: qualitySince ?? null,
    reasons,
  };
}
