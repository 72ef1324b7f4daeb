import type { EntityManager } from '@portolan/db';
import { type AuditEntry, recordEvent } from '../audit/index.ts';
import { releaseClaims } from '../claims/index.ts';
import type { Services } from '../context.ts';
import type { ClaimedRefresh } from './claim-refreshes.ts';
import { PUT_OFF_SECONDS, refreshDelay } from './refresh-delay.ts';
import type { Refreshed } from './refresh-on-schedule.ts';

/** Turned off meanwhile, it stays off; made rarer or more frequent, its plan is that of then. */
const KEEP = `
  update snapshot_schedules set claimed_by = null, claimed_until = null,
    next_at = case when next_at is null or every <> ? then next_at else now() + make_interval(secs => ?::float8) end,
    failures = ?, last_at = now(), last_outcome = ?, last_code = ?, last_message = ?
  where connection_id = ? and claimed_by = ? returning connection_id`;
const PUT_OFF = `
  update snapshot_schedules set next_at = next_at + make_interval(secs => ?::float8)
  where connection_id = ? and claimed_by = ? and next_at <= now()`;

/**
 * Keeps what came of a scheduled refresh, and when the next one is. The audit log has what it has added, and that it
 * begins to fail; what finds nothing new leaves no trace there. What is no longer claimed says nothing.
 */
export function keepRefreshed(services: Services, claimed: ClaimedRefresh, refreshed: Refreshed): Promise<void> {
  return services.db.ownerTransaction(async (em) => {
    if (refreshed.outcome === 'put off') return putOff(em, claimed);
    const isFailed = refreshed.outcome === 'failed';
    const failures = isFailed ? claimed.failures + 1 : 0;
    const why = refreshed.outcome === 'failed' ? [refreshed.code, refreshed.message] : [null, null];
    const delay = refreshDelay(claimed.every, failures, Math.random());
    const values = [claimed.every, delay, failures, refreshed.outcome, ...why, claimed.id, claimed.claim];
    const kept = await em.execute<object[]>(KEEP, values);
    const isNews = refreshed.isOwn && (isFailed ? failures === 1 : refreshed.outcome === 'changed');
    if (kept.length > 0 && isNews) await recordEvent(em, acting(services, claimed), eventOf(claimed, refreshed));
  });
}

async function putOff(em: EntityManager, claimed: ClaimedRefresh): Promise<void> {
  await em.execute(PUT_OFF, [PUT_OFF_SECONDS, claimed.id, claimed.claim], 'run');
  await releaseClaims(em, 'snapshot_schedules', [claimed]);
}

function acting(services: Services, { tenantId, slug, tenantName }: ClaimedRefresh) {
  const request = { id: 'schedule', address: 'system', userAgent: null };
  return { services, tenant: { id: tenantId, slug, name: tenantName }, request };
}

function eventOf({ id, every }: ClaimedRefresh, refreshed: Exclude<Refreshed, { outcome: 'put off' }>): AuditEntry {
  const { name, dbType, host, port } = refreshed.row;
  const about = { name, dbType, host, port, every };
  const entry = { action: 'introspection:refresh', entityType: 'connection', entityId: id } as const;
  if (refreshed.outcome !== 'failed') return { ...entry, details: { ...about, ...refreshed.found, changed: true } };
  return { ...entry, outcome: 'failure', details: { ...about, code: refreshed.code } };
}
