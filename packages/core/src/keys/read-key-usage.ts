import { TOKEN_LIFETIME } from '../auth/index.ts';
import type { Services } from '../context.ts';

/** One key that is configured, in use, or was. */
export interface KeyUsage {
  id: string;
  configured: 'current' | 'previous' | null;
  /** Credentials under it, those of deleted connections and of hypervisors, and the targets of notifications, included. */
  credentials: number;
  /** Audit events that only this key speaks for: the current one vouches for none of them. */
  events: number;
  /** Until when tokens signed with it are good; null where no server was seen to sign with it. */
  tokensUntil: Date | null;
  /** Whether a server worked with it as its current key a moment ago. */
  isLive: boolean;
}

const LIVE_SECONDS = 150;

/** What each key is needed for, as counted now. */
export async function readKeyUsage({ db, keyring }: Pick<Services, 'db' | 'keyring'>): Promise<KeyUsage[]> {
  const current = keyring.current.id;
  const rows = await db.ownerTransaction((em) =>
    em.execute<{ id: string; credentials: number; events: number; lastCurrentAt: Date | null; age: number | null }[]>(
      USAGE,
      [current],
    ),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ids = new Set([...keyring.all.map(({ id }) => id), ...byId.keys()]);
  return [...ids].map((id) => {
    const { credentials = 0, events = 0, lastCurrentAt, age = null } = byId.get(id) ?? {};
    const signedAt = lastCurrentAt ? new Date(lastCurrentAt) : null;
    return {
      id,
      configured: id === current ? 'current' : keyring.find(id) ? 'previous' : null,
      credentials,
      events,
      tokensUntil: signedAt && new Date(signedAt.getTime() + (TOKEN_LIFETIME + LIVE_SECONDS) * 1000),
      isLive: age !== null && age < LIVE_SECONDS,
    };
  });
}

// An event of another key is looked up among the attestations of its chain; those of the current key need none.
const USAGE = `
  with credentials as (
    select id, count(*)::int as n from (
      select credential_key_id as id from data_connections union all select target_key_id from notification_rules
      union all select credential_key_id from hypervisors
    ) sealed where id is not null group by 1
  ), vouched as (
    select e.key_id as id, count(*) filter (where e.key_id = k.id or not coalesce(a.is_covered, false))::float8 as n
    from (select ?::text as id) k
    cross join audit_events e
    left join lateral (
      select a.to_seq >= e.seq as is_covered from audit_attestations a
      where e.key_id <> k.id and a.key_id = k.id
        and a.chain_id = coalesce(e.tenant_id, '00000000-0000-0000-0000-000000000000') and a.from_seq <= e.seq
      order by a.from_seq desc limit 1
    ) a on true
    where e.key_id is not null group by 1
  )
  select id, coalesce(c.n, 0) as credentials, coalesce(v.n, 0) as events, k.last_current_at as "lastCurrentAt",
         extract(epoch from now() - k.last_current_at)::float8 as age
  from credentials c full join vouched v using (id) full join encryption_keys k using (id)
  order by k.first_current_at nulls first, id`;
