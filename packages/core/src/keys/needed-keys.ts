export interface NeededKeys {
  /** Ids of the keys that something stored is under. */
  needed: string[];
  /** Ids of the keys that servers of this installation have worked with; none before one did. */
  own: string[];
}

/** Runs a statement as the owner, above all tenants. */
export type AskOwner = <R extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;

/**
 * Which keys open what is stored; `known` are those that are configured. Of a database that is not up to date, what its
 * version has: whose it is must be known before it is migrated.
 */
export async function readNeededKeys(ask: AskOwner, known: readonly string[]): Promise<NeededKeys> {
  const [has] = await ask<{ attestations: boolean; credentials: boolean; rules: boolean; hypervisors: boolean }>(HAS);
  const read = async (sql: string, values: unknown[] = []) =>
    (await ask<{ id: string }>(sql, values)).map(({ id }) => id);
  if (!has?.attestations) return { needed: has?.credentials ? await read(CREDENTIAL_KEYS) : [], own: [] };
  const stored = [CREDENTIAL_KEYS, ...(has.rules ? [TARGET_KEYS] : []), ...(has.hypervisors ? [HYPERVISOR_KEYS] : [])];
  const needed = await read([...stored, AUDIT_KEYS].join(' union '), [JSON.stringify(known)]);
  return { needed, own: await read('select id from encryption_keys') };
}

const HAS = `
  select to_regclass('audit_attestations') is not null as attestations,
    to_regclass('data_connections') is not null as credentials, to_regclass('notification_rules') is not null as rules,
    to_regclass('hypervisors') is not null as hypervisors`;

const HYPERVISOR_KEYS = 'select credential_key_id from hypervisors where credential_key_id is not null';
const TARGET_KEYS = 'select target_key_id from notification_rules where target_key_id is not null';

// Of the credentials that are in use, each key once and without reading them all.
const CREDENTIAL_KEYS = `
  with recursive used as (
    (select credential_key_id as id from data_connections
     where credential_key_id is not null and deleted_at is null order by 1 limit 1)
    union all
    select (select credential_key_id from data_connections
            where credential_key_id > used.id and deleted_at is null order by 1 limit 1)
    from used where used.id is not null
  )
  select id from used where id is not null`;

// Of each audit log, the last event, unless a configured key vouches for it.
const AUDIT_KEYS = `
  select coalesce(own.key_id, above.key_id) from audit_chains c
  left join audit_events own on own.tenant_id = c.id and own.seq = c.seq
  left join audit_events above on above.tenant_id is null and above.seq = c.seq
    and c.id = '00000000-0000-0000-0000-000000000000'
  where coalesce(own.key_id, above.key_id) is not null and not exists (
    select from audit_attestations a
    where a.chain_id = c.id and a.to_seq = c.seq and $1::jsonb @> to_jsonb(a.key_id))`;
