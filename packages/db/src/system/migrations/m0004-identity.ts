import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const setting = (name: string, type: string) => `(select nullif(current_setting('${name}', true), '')::${type})`;
const tenant = setting('portolan.tenant_id', 'uuid');

/** Invitations, API keys, password resets; memberships that can be switched off. */
export class M0004Identity extends Migration {
  override up(): void {
    this.addSql(`
      alter table memberships add column is_active boolean not null default true;
      alter table sessions add column last_seen_at timestamptz not null default now();

      create table invitations (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        email text not null,
        role_id uuid,
        token_hash text not null unique,
        status text not null check (status in ('pending', 'accepted', 'declined', 'revoked', 'expired')),
        invited_by_user_id uuid references users on delete set null,
        accepted_by_user_id uuid,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        foreign key (tenant_id, role_id) references roles (tenant_id, id) on delete set null (role_id),
        check (status <> 'pending' or role_id is not null)
      );
      create unique index invitations_pending on invitations (tenant_id, lower(email)) where status = 'pending';
      create index invitations_recent on invitations (tenant_id, created_at desc, id);
      create index invitations_role on invitations (tenant_id, role_id);

      create table api_keys (
        id uuid primary key,
        tenant_id uuid not null,
        user_id uuid not null,
        name text not null,
        secret_hash text not null,
        permission_ids text[] not null,
        expires_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz not null default now(),
        revoked_at timestamptz,
        foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade
      );
      create index api_keys_tenant on api_keys (tenant_id, created_at desc, id);
      create index api_keys_owner on api_keys (tenant_id, user_id);

      create table password_resets (
        user_id uuid primary key references users on delete cascade,
        token_hash text not null unique,
        expires_at timestamptz not null,
        created_at timestamptz not null default now()
      );
    `);
    this.addSql(`
      grant select, insert, update, delete on invitations, api_keys, password_resets to ${APP_ROLE};
      alter table invitations enable row level security;
      alter table api_keys enable row level security;
      create policy tenant on invitations to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      create policy tenant on api_keys to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      create policy bearer on invitations for select to ${APP_ROLE}
        using (token_hash = ${setting('portolan.invitation_hash', 'text')});
      create policy bearer on api_keys for select to ${APP_ROLE} using (id = ${setting('portolan.api_key_id', 'uuid')});
    `);
    // 403 for an id of another tenant, 404 for one that is nowhere: the only question asked across tenants.
    this.addSql(`
      create function is_foreign(entity text, entity_id uuid) returns boolean
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
        end;
      revoke all on function is_foreign(text, uuid) from public;
      grant execute on function is_foreign(text, uuid) to ${APP_ROLE};
      drop function connection_is_foreign(uuid);
    `);
  }
}
