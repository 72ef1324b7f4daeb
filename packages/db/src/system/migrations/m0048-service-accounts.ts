import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';

/**
 * Members without a person. Their account has no address, so nobody signs in with it, asks for a new password of it, or
 * invites it; it belongs to one tenant and goes with it. Roles, keys and the log know it as any member.
 */
export class M0048ServiceAccounts extends Migration {
  override up(): void {
    this.addSql(`
      alter table users alter column email drop not null,
        add constraint users_without_a_person
          check (email is not null or (password_hash is null and not is_operator and first_name is not null));
      create table service_accounts (
        user_id uuid primary key references users on delete cascade,
        tenant_id uuid not null references tenants on delete cascade,
        name text not null,
        description text,
        owner_id uuid,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz,
        foreign key (tenant_id, owner_id) references memberships (tenant_id, user_id) on delete set null (owner_id)
      );
      create unique index service_accounts_name on service_accounts (tenant_id, lower(name)) where deleted_at is null;
      create index service_accounts_owner on service_accounts (tenant_id, owner_id) where owner_id is not null;
      alter table service_accounts enable row level security;
      create policy tenant on service_accounts to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, insert, update (name, description, owner_id, updated_at, deleted_at) on service_accounts to ${APP_ROLE};
      create policy service_name on users for update to ${APP_ROLE}
        using (email is null and exists (
          select from service_accounts s where s.user_id = users.id and s.tenant_id = ${tenant} and s.deleted_at is null))
        with check (email is null);
    `);
    this.#goingWithTheTenant();
    this.#versions();
    this.#naming();
    this.#reach();
  }

  #goingWithTheTenant(): void {
    this.addSql(`
      create function drop_service_account() returns trigger language plpgsql ${DEFINER} as $$
      begin
        delete from public.users u where u.id = old.user_id and u.email is null;
        return null;
      end $$;
      revoke all on function drop_service_account() from public;
      create trigger drop_service_account after delete on service_accounts for each row
        execute function drop_service_account();
    `);
  }

  /** The version of one moves with its roles, whoever changes them. */
  #versions(): void {
    this.addSql(`
      create function touch_service_accounts() returns trigger language plpgsql ${DEFINER} as $$
      begin
        update public.service_accounts s
        set updated_at = greatest(clock_timestamp(), s.updated_at + interval '1 millisecond')
        where s.user_id in (select c.user_id from changed c);
        return null;
      end $$;
      revoke all on function touch_service_accounts() from public;
      create trigger touch_service_accounts_insert after insert on membership_roles
        referencing new table as changed for each statement execute function touch_service_accounts();
      create trigger touch_service_accounts_delete after delete on membership_roles
        referencing old table as changed for each statement execute function touch_service_accounts();
    `);
  }

  /** What the log calls an account: by its address, or by its name where it has none. */
  #naming(): void {
    this.addSql(`
      create or replace function account_email(account uuid) returns text language plpgsql stable ${DEFINER} as $$
        begin return (select coalesce(u.email, u.first_name) from public.users u where u.id = account); end $$;
    `);
  }

  #reach(): void {
    this.addSql(`
      create or replace function is_foreign(entity text, entity_id uuid) returns boolean
        language sql stable security definer set search_path = pg_catalog, public
        return case entity
          when 'connection' then exists (
            select from public.data_connections c
            where c.id = entity_id and c.deleted_at is null and c.tenant_id is distinct from ${tenant})
          when 'role' then exists (
            select from public.roles r where r.id = entity_id and r.tenant_id is distinct from ${tenant})
          when 'invitation' then exists (
            select from public.invitations i where i.id = entity_id and i.tenant_id is distinct from ${tenant})
          when 'api_key' then exists (
            select from public.api_keys k where k.id = entity_id and k.tenant_id is distinct from ${tenant})
          when 'user' then exists (
            select from public.memberships m where m.user_id = entity_id and m.tenant_id is distinct from ${tenant})
          when 'incident' then exists (
            select from public.incidents i where i.id = entity_id and i.tenant_id is distinct from ${tenant})
          when 'service_account' then exists (
            select from public.service_accounts s
            where s.user_id = entity_id and s.deleted_at is null and s.tenant_id is distinct from ${tenant})
        end;
    `);
  }
}
