import type { EntityManager } from '@portolan/db';
import type { Checked } from './checked.ts';

const KEEP = `
  update connection_monitors m set
    claimed_by = null,
    claimed_until = null,
    next_check_at = case when m.enabled then now() + make_interval(secs => f.delay) end,
    status = f.status,
    status_since = f.since,
    failures = f.failures,
    successes = f.successes,
    slow = f.slow,
    fast = f.fast,
    outcome_since = f."outcomeSince",
    quality_since = f."qualitySince",
    reasons = array(select jsonb_array_elements_text(f.reasons)),
    last_check_at = case when f.found then f.at else m.last_check_at end,
    last_success_at = case when f.ok then f.at else m.last_success_at end,
    last_ms = case when f.ok then f.ms else m.last_ms end,
    last_code = case when f.found then f.code else m.last_code end,
    last_stage = case when f.found then f.stage else m.last_stage end,
    last_message = case when f.found then f.message else m.last_message end,
    last_remedy = case when f.found then f.remedy else m.last_remedy end,
    last_team = case when f.found then f.team else m.last_team end,
    certificate_subject = coalesce(f.subject, m.certificate_subject),
    certificate_ends_at = coalesce(f."endsAt", m.certificate_ends_at),
    warnings = case when jsonb_typeof(f.warnings) = 'array'
      then array(select jsonb_array_elements_text(f.warnings)) else m.warnings end
  from jsonb_to_recordset(?::jsonb) as f(
    id uuid, claim uuid, delay float8, at timestamptz, found boolean, ok boolean, ms int, status text, since timestamptz,
    failures int, successes int, slow int, fast int, "outcomeSince" timestamptz, "qualitySince" timestamptz, reasons jsonb,
    code text, stage text, message text, remedy text, team text, subject text, "endsAt" timestamptz, warnings jsonb)
  where m.connection_id = f.id and m.claimed_by = f.claim
  returning m.connection_id as id`;

/** Keeps what checks have found, all in one statement, and answers of which: what is no longer claimed says nothing. */
export async function keepFindings(em: EntityManager, checked: readonly Checked[]): Promise<Set<string>> {
  // In one order: others who change several of them wait and do not block each other.
  const rows = checked.map(rowOf).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const kept = await em.execute<{ id: string }[]>(KEEP, [JSON.stringify(rows)]);
  return new Set(kept.map(({ id }) => id));
}

function rowOf({ claimed, at, took, delay, finding, isSample, state }: Checked) {
  const { id, claim } = claimed;
  const counts = { failures: state.failures, successes: state.successes, slow: state.slow, fast: state.fast };
  return {
    id,
    claim,
    delay: Math.max(0, delay - took),
    at,
    found: finding !== null,
    ok: isSample && finding?.seen.ok === true,
    ms: finding?.ms ?? null,
    status: state.status,
    since: state.since,
    ...counts,
    outcomeSince: state.outcomeSince,
    qualitySince: state.qualitySince,
    reasons: state.reasons,
    ...finding?.last,
    subject: finding?.certificate?.subject ?? null,
    endsAt: finding?.certificate?.endsAt ?? null,
    warnings: finding?.warnings ?? null,
  };
}
