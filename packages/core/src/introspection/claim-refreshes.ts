import type { SnapshotRefresh } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

/** How long a claim is worth without being renewed: whoever holds it may have been killed. */
export const LEASE_SECONDS = 8;

/** A connection that this process alone may read on schedule now. */
export interface ClaimedRefresh {
  id: string;
  tenantId: string;
  slug: string;
  tenantName: string;
  /** Whose claim it is: what comes of it is kept only as long as it stands. */
  claim: string;
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

type Held = Pick<ClaimedRefresh, 'id' | 'claim'>;
const HELD = 'jsonb_to_recordset(?::jsonb) as h(id uuid, claim uuid)';
const RENEW = `
  update snapshot_schedules s set claimed_until = now() + interval '${LEASE_SECONDS} seconds'
  from ${HELD} where s.connection_id = h.id and s.claimed_by = h.claim returning s.connection_id as id`;
const RELEASE = `
  update snapshot_schedules s set claimed_by = null, claimed_until = null
  from ${HELD} where s.connection_id = h.id and s.claimed_by = h.claim`;

/** Makes claims last, and answers which of them still stand. */
export async function renewRefreshes(em: EntityManager, held: readonly Held[]): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(RENEW, [textOf(held)]);
  return new Set(rows.map(({ id }) => id));
}

/** Gives claims back: what they are for is still due, and somebody else's turn. */
export async function releaseRefreshes(em: EntityManager, held: readonly Held[]): Promise<void> {
  await em.execute(RELEASE, [textOf(held)], 'run');
}

function textOf(held: readonly Held[]): string {
  return JSON.stringify(held.map(({ id, claim }) => ({ id, claim })));
}
