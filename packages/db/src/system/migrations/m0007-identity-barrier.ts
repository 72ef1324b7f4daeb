import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;
const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';

/** What the restricted role may call; whatever proves an identity happens in here and leaves no hash behind. */
const FUNCTIONS = [
  'account_id(text)',
  'account_email(uuid)',
  'account_settings(text)',
  'find_account(text, text[])',
  'hold_account(uuid, text, boolean)',
  'sync_account(uuid)',
  'set_password(uuid, text, text)',
  'create_reset(text, text, timestamptz)',
  'find_reset(text)',
  'reset_password(text, text)',
  'open_session(uuid, text, uuid, text, uuid, text, text, timestamptz, timestamptz)',
  'find_session(uuid)',
  'sweep_sessions()',
  'find_api_key(uuid)',
];

/**
 * Identity behind a second barrier: the restricted role cannot read a hash, make an operator, or open a session without
 * the proof of a password, whatever SQL it runs. It sees the accounts of the tenant at hand and its own.
 */
export class M0007IdentityBarrier extends Migration {
  override up(): void {
    this.#oneAccountForTwins();
    this.#columnsAndRows();
    this.#accounts();
    this.#passwords();
    this.#sessions();
    this.addSql(`revoke all on function ${FUNCTIONS.join(', ')} from public`);
    this.addSql(`grant execute on function ${FUNCTIONS.join(', ')} to ${APP_ROLE}`);
  }

  /** Addresses that look alike are one account: compared without case and by their compatibility form. */
  #oneAccountForTwins(): void {
    this.addSql(`
      create function account_key(address text) returns text
        language sql immutable strict parallel safe
        return lower(normalize(address, NFKC));
      do $$ declare twins text; begin
        select string_agg(emails, '; ') into twins from (
          select string_agg(email, ', ') as emails from users group by account_key(email) having count(*) > 1) pairs;
        if twins is not null then
          raise exception 'accounts whose addresses are the same but for their spelling must become one first: %', twins;
        end if;
      end $$;
      drop index users_email_key;
      create unique index users_email_key on users (account_key(email));
      drop index invitations_pending;
      create unique index invitations_pending on invitations (tenant_id, account_key(email)) where status = 'pending';
    `);
  }

  #columnsAndRows(): void {
    this.addSql(`
      revoke all on users, sessions, password_resets from ${APP_ROLE};
      grant select (id, email, first_name, last_name, is_active, is_operator, created_at, updated_at) on users to ${APP_ROLE};
      grant insert (id, email, password_hash, first_name, last_name, is_active, created_at, updated_at) on users to ${APP_ROLE};
      grant select (id, user_id, active_tenant_id, user_agent, address, created_at, last_seen_at, expires_at),
            update (last_seen_at, expires_at), delete on sessions to ${APP_ROLE};
      alter table users enable row level security;
      alter table sessions enable row level security;
      alter table password_resets enable row level security;
      create policy known on users for select to ${APP_ROLE} using (id = ${user} or exists (
        select from memberships m where m.tenant_id = ${tenant} and m.user_id = users.id));
      create policy make on users for insert to ${APP_ROLE} with check (not is_operator);
      create policy own on sessions to ${APP_ROLE} using (user_id = ${user}) with check (user_id = ${user});
      drop policy bearer on api_keys;
      create table write_probe (id boolean primary key default true check (id), at timestamptz, filler text);
      alter table write_probe alter column filler set storage external;
      insert into write_probe default values;
      grant update (at, filler) on write_probe to ${APP_ROLE};
      create table database_login (
        id boolean primary key default true check (id),
        password text not null
      );
    `);
  }

  #accounts(): void {
    this.addSql(`
      create function account_id(address text) returns uuid language sql stable ${DEFINER}
        return (select u.id from public.users u where public.account_key(u.email) = public.account_key(address));
      create function account_email(account uuid) returns text language plpgsql stable ${DEFINER} as $$
        begin return (select u.email from public.users u where u.id = account); end $$;
      create function sync_account(account uuid) returns void language sql ${DEFINER} as $$
        update public.users u set is_active = wanted.active, updated_at = now()
        from (select o.is_operator or exists (
                select from public.memberships m where m.user_id = o.id and m.is_active) as active
              from public.users o where o.id = account) wanted
        where u.id = account and u.is_active <> wanted.active;
      $$;
    `);
    // An API key with its maker, before its tenant is known; the secret is compared by who asks.
    this.addSql(`
      create function find_api_key(key uuid) returns table (
        id uuid, tenant_id uuid, secret_hash text, key_permissions text, last_used_at timestamptz,
        user_id uuid, email text, first_name text, last_name text
      ) language plpgsql stable rows 1 ${DEFINER} as $$
        #variable_conflict use_column
        begin return query
          select k.id, k.tenant_id, k.secret_hash, array_to_string(k.permission_ids, ','), k.last_used_at,
                 u.id, u.email, u.first_name, u.last_name
          from public.api_keys k join public.users u on u.id = k.user_id and u.is_active
          where k.id = key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
        end $$;
    `);
  }

  #passwords(): void {
    // The settings of a hash are all of it but the hash: with them a candidate is computed, and compared in here.
    this.addSql(`
      create function account_settings(address text) returns text language sql stable ${DEFINER}
        return (select regexp_replace(u.password_hash, '[^$]*$', '') from public.users u
                where public.account_key(u.email) = public.account_key(address));
      create function find_account(address text, proofs text[]) returns table (
        id uuid, email text, first_name text, last_name text, is_active boolean, is_operator boolean, proof text
      ) language sql stable rows 1 ${DEFINER} as $$
        select u.id, u.email, u.first_name, u.last_name, u.is_active, u.is_operator, u.password_hash
        from public.users u
        where public.account_key(u.email) = public.account_key(address) and u.password_hash = any (proofs);
      $$;
      create function hold_account(account uuid, proof text, changing boolean) returns boolean
      language plpgsql ${DEFINER} as $$
        declare active boolean;
        begin
          if changing then
            select u.is_active into active from public.users u
            where u.id = account and u.password_hash = proof for no key update;
          else
            select u.is_active into active from public.users u where u.id = account and u.password_hash = proof for share;
          end if;
          return active;
        end $$;
      create function set_password(account uuid, proof text, hash text) returns boolean language sql ${DEFINER} as $$
        update public.users u set password_hash = hash, updated_at = now()
        where u.id = account and u.password_hash = proof returning true;
      $$;
    `);
    this.addSql(`
      create function create_reset(address text, hash text, until timestamptz) returns table (id uuid, email text)
      language sql rows 1 ${DEFINER} as $$
        with account as (
          select u.id, u.email from public.users u
          where public.account_key(u.email) = public.account_key(address) and u.is_active
        ), made as (
          insert into public.password_resets (user_id, token_hash, expires_at, created_at)
          select a.id, hash, until, now() from account a
          on conflict (user_id) do update
            set token_hash = excluded.token_hash, expires_at = excluded.expires_at, created_at = excluded.created_at
        )
        select a.id, a.email from account a;
      $$;
      create function find_reset(hash text) returns table (id uuid, email text) language sql stable rows 1 ${DEFINER} as $$
        select u.id, u.email from public.password_resets r join public.users u on u.id = r.user_id and u.is_active
        where r.token_hash = hash and r.expires_at > now();
      $$;
      create function reset_password(token text, hash text) returns uuid language sql ${DEFINER} as $$
        with used as (delete from public.password_resets r where r.token_hash = token and r.expires_at > now() returning r.user_id)
        update public.users u set password_hash = hash, updated_at = now() from used
        where u.id = used.user_id and u.is_active returning u.id;
      $$;
    `);
  }

  #sessions(): void {
    this.addSql(`
      create function open_session(
        session uuid, secret text, account uuid, proof text, tenant uuid, agent text, address text,
        opened timestamptz, until timestamptz
      ) returns boolean language sql ${DEFINER} as $$
        insert into public.sessions (
          id, user_id, secret_hash, active_tenant_id, user_agent, address, created_at, last_seen_at, expires_at)
        select session, u.id, secret, tenant, agent, address, opened, opened, until
        from public.users u where u.id = account and u.password_hash = proof returning true;
      $$;
      create function find_session(session uuid) returns table (
        id uuid, secret_hash text, active_tenant_id uuid, created_at timestamptz, last_seen_at timestamptz,
        expires_at timestamptz, user_id uuid, email text, first_name text, last_name text,
        is_active boolean, is_operator boolean
      ) language plpgsql stable rows 1 ${DEFINER} as $$
        #variable_conflict use_column
        begin return query
          select s.id, s.secret_hash, s.active_tenant_id, s.created_at, s.last_seen_at, s.expires_at,
                 u.id, u.email, u.first_name, u.last_name, u.is_active, u.is_operator
          from public.sessions s join public.users u on u.id = s.user_id
          where s.id = session;
        end $$;
      create function sweep_sessions() returns void language sql ${DEFINER} as $$
        delete from public.sessions s where s.expires_at <= now();
      $$;
    `);
  }
}
