import type { SnapshotRefresh } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { type Claim, LEASE_SECONDS } from '../claims/index.ts';

/** A connection that this process alone may read on schedule now. */
export interface ClaimedRefresh extends Claim {
  slug: string;
  tenantName: string;
  every: SnapshotRefresh;
  /** How often in a row it has failed. */
  failures: number;
}

const FREE = '(s.claimed_until is null or s.claimed_until < now())';

const HELD_BY_TENANT = `(
  select count(*) from snapshot_schedules h
  where h.tenant_id = t.id and h.claimed_until is not null and h.claimed_until >= now())`;

/**
 * Each tenant brings forward what has been due for longest, up to its share in all processes, and they take turns. What
 * another process is just claiming is passed over.
 */
const DUE = `
  with due as materialized (
    select d.* from tenants t cross join lateral (
      select s.connection_id, s.tenant_id, s.next_at from snapshot_schedules s
      where s.tenant_id = t.id and s.next_at <= now() and ${FREE}
      order by s.next_at
      limit greatest(0, ?::int - ${HELD_BY_TENANT})
      for update skip locked
    ) d
    where t.status = 'active' and exists (select from snapshot_schedules where next_at <= now())
  ), picked as (select connection_id from due order by next_at limit ?::int)
  update snapshot_schedules s
  set claimed_by = ?::uuid, claimed_until = now() + interval '${LEASE_SECONDS} seconds'
  from picked p, tenants t
  where s.connection_id = p.connection_id and t.id = s.tenant_id
  returning s.connection_id as id, s.tenant_id as "tenantId", t.slug, t.name as "tenantName", s.claimed_by as claim,
    s.every, s.failures`;

/** Claims what is due: nobody else reads it on schedule until that is done, or the claim has run out. */
export function claimRefreshes(
  em: EntityManager,
  { free, perTenant }: { free: number; perTenant: number },
): Promise<ClaimedRefresh[]> {
  return em.execute<ClaimedRefresh[]>(DUE, [perTenant, free, crypto.randomUUID()]);
}
