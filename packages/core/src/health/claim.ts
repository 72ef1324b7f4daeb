import type { EntityManager } from '@portolan/db';
import { type Claim, LEASE_SECONDS } from '../claims/index.ts';
import type { DialledColumns } from '../connections/index.ts';
import { MONITOR_COLUMNS, type MonitorRow } from './monitor-row.ts';

/** A connection that this process alone may check now. */
export interface Claimed extends Claim, DialledColumns, MonitorRow {
  slug: string;
  /** Whether it is looked at by itself. */
  enabled: boolean;
  /** How late it is, in seconds. */
  lag: number;
}

const TAKEN = `
  c.id, c.tenant_id as "tenantId", c.db_type as "dbType", c.host, c.port, c.database_name as "databaseName", c.username,
  c.use_ssl as "useSsl", c.options, c.encrypted_credential as "encryptedCredential",
  c.credential_key_id as "credentialKeyId", c.credential_destination as "credentialDestination", t.slug,
  m.enabled, m.claimed_by as claim, coalesce(extract(epoch from now() - p.next_check_at), 0)::float8 as lag, ${MONITOR_COLUMNS}`;
const TAKE = `
  update connection_monitors m
  set claimed_by = ?::uuid, claimed_until = now() + interval '${LEASE_SECONDS} seconds'
  from picked p, data_connections c, tenants t
  where m.connection_id = p.connection_id and c.id = m.connection_id and c.deleted_at is null
    and t.id = m.tenant_id and t.status = 'active'
  returning ${TAKEN}`;
const FREE = '(m.claimed_until is null or m.claimed_until < now())';

/**
 * Each tenant brings forward what has been due for longest, up to its share, and they take turns: whoever has thousands
 * delays nobody else. What another process is just claiming is passed over.
 */
const DUE = `
  with due as materialized (
    select d.* from tenants t cross join lateral (
      select m.connection_id, m.tenant_id, m.next_check_at from connection_monitors m
      where m.tenant_id = t.id and m.next_check_at <= now() and ${FREE}
      order by m.next_check_at
      limit greatest(0, ?::int - coalesce((?::jsonb ->> t.id::text)::int, 0))
      for update skip locked
    ) d
    where t.status = 'active' and exists (select from connection_monitors where next_check_at <= now())
  ), picked as (
    select connection_id, next_check_at from due
    order by row_number() over (partition by tenant_id order by next_check_at), next_check_at limit ?::int
  ) ${TAKE}`;

export interface Room {
  /** How many more this process can take, and how many of one tenant it has at most. */
  free: number;
  perTenant: number;
  /** How many of each tenant it has. */
  held: Readonly<Record<string, number>>;
}

/** Claims what is due: nobody else checks it until that is done, or the claim has run out. */
export function claimDue(em: EntityManager, { free, perTenant, held }: Room): Promise<Claimed[]> {
  return em.execute<Claimed[]>(DUE, [perTenant, JSON.stringify(held), free, crypto.randomUUID()]);
}

const ONE = `
  with picked as (
    select m.connection_id, m.next_check_at from connection_monitors m
    where m.connection_id = ?::uuid and ${FREE} for update skip locked
  ) ${TAKE}`;

/** Claims one connection, due or not, which its caller may have checked; undefined where somebody is at it. */
export async function claimOne(em: EntityManager, id: string): Promise<Claimed | undefined> {
  const [claimed] = await em.execute<Claimed[]>(ONE, [id, crypto.randomUUID()]);
  return claimed;
}
