import { type DegradedReason, publicMessage, type TestResult } from '@portolan/contract';
import type { LastFinding, MonitorRow } from './monitor-row.ts';
import type { Seen } from './next-health.ts';

/** A connection is slow beyond so many times its own median, and never below so many milliseconds. */
const SLOW_TIMES = 3;
const SLOW_MS = 250;
/** A certificate that ends sooner than this is worth a word. */
export const CERTIFICATE_DAYS = 14;
const DAY_MS = 86_400_000;

export interface Finding {
  seen: Seen;
  last: LastFinding;
  ms: number;
  /** Null where the line is not encrypted, or was not reached. */
  certificate: { subject: string; endsAt: string } | null;
  /** What was wrong from the beginning and still is. */
  warnings: string[] | null;
}

/** What the result of a check says, against what was known. What a server said in its own words is left out. */
export function findingOf(result: TestResult, known: Pick<MonitorRow, 'medianMs' | 'warnings'>, at: Date): Finding {
  const [first] = result.tls?.certificates ?? [];
  const certificate = first ? { subject: first.subject, endsAt: first.expiresAt } : null;
  const ms = Math.round(result.latencyMs);
  if (!result.success) {
    const { remedy = null, team = null } = result.stages.at(-1) ?? {};
    const { code = null, stage = null } = result;
    const last = { code, stage, message: publicMessage(result), remedy, team };
    return { seen: { at, ok: false }, last, ms, certificate, warnings: known.warnings };
  }
  const warnings = result.warnings ?? [];
  const worse = known.warnings === null ? [] : warnings.filter((warning) => !known.warnings?.includes(warning));
  const isSlow = known.medianMs !== null && ms > SLOW_MS && ms > known.medianMs * SLOW_TIMES;
  const complaints: [DegradedReason, string][] = [];
  if (isSlow) complaints.push(['slow', `It took ${ms} ms, with a median of ${known.medianMs} ms in its last 24 hours`]);
  if (certificate && isEnding(certificate, at))
    complaints.push(['certificate', `The certificate of the server ends on ${certificate.endsAt.slice(0, 10)}`]);
  if (worse[0]) complaints.push(['warning', worse[0]]);
  const reasons = complaints.map(([reason]) => reason);
  const message = complaints.length > 0 ? complaints.map(([, said]) => said).join('. ') : result.message;
  return {
    seen: { at, ok: true, reasons },
    last: { code: null, stage: null, message, remedy: null, team: null },
    ms,
    certificate,
    warnings: known.warnings === null ? warnings : known.warnings.filter((warning) => warnings.includes(warning)),
  };
}

/** Whether a certificate ends soon, or has ended. */
export function isEnding({ endsAt }: { endsAt: string }, at: Date): boolean {
  return Date.parse(endsAt) - at.getTime() < CERTIFICATE_DAYS * DAY_MS;
}
