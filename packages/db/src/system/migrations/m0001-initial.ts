import { Migration } from '../../migration.ts';

/** Tables of the system database. Row-level security and grants follow in the next migration. */
export class M0001Initial extends Migration {
  override up(): void {
    this.addSql(`
      create table users (
        id uuid primary key,
        email text not null,
        password_hash text,
        first_name text,
        last_name text,
        is_active boolean not null default true,
        is_operator boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index users_email_key on users (lower(email));

      create table tenants (
        id uuid primary key,
        slug text not null unique check (slug ~ '^[a-z0-9](?:[a-z0-9_-]{0,46}[a-z0-9])?$'),
        name text not null,
        status text not null check (status in ('provisioning', 'active', 'deleted', 'failed')),
        created_at timestamptz not null default now(),
        deleted_at timestamptz
      );

      create table provisioning_journal (
        id bigint generated always as identity primary key,
        tenant_id uuid not null,
        slug text not null,
        step text not null,
        detail text,
        at timestamptz not null default now()
      );
      create index provisioning_journal_tenant on provisioning_journal (tenant_id, id);

      create table sessions (
        id uuid primary key,
        user_id uuid not null references users on delete cascade,
        secret_hash text not null,
        active_tenant_id uuid references tenants on delete set null,
        user_agent text,
        address text,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index sessions_user on sessions (user_id);
      create index sessions_expiry on sessions (expires_at);

      create table permissions (id text primary key, name text not null, module text not null);

      create table roles (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        key text,
        name text not null,
        description text,
        is_system boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (tenant_id, id),
        unique (tenant_id, key)
      );
      create unique index roles_name_key on roles (tenant_id, lower(name));

      create table role_permissions (
        tenant_id uuid not null,
        role_id uuid not null,
        permission_id text not null references permissions,
        primary key (tenant_id, role_id, permission_id),
        foreign key (tenant_id, role_id) references roles (tenant_id, id) on delete cascade
      );

      create table memberships (
        tenant_id uuid not null references tenants on delete cascade,
        user_id uuid not null references users on delete cascade,
        created_at timestamptz not null default now(),
        primary key (tenant_id, user_id)
      );
      create index memberships_user on memberships (user_id);

      create table membership_roles (
        tenant_id uuid not null,
        user_id uuid not null,
        role_id uuid not null,
        primary key (tenant_id, user_id, role_id),
        foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade,
        foreign key (tenant_id, role_id) references roles (tenant_id, id)
      );
      create index membership_roles_role on membership_roles (tenant_id, role_id);

      create type database_type as enum ('postgresql', 'mysql', 'sqlserver', 'databricks', 'snowflake');
      create table data_connections (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        name varchar(100) not null,
        description varchar(500),
        db_type database_type not null,
        host varchar(255) not null,
        port integer not null check (port between 1 and 65535),
        database_name varchar(255),
        username varchar(255),
        encrypted_credential text,
        credential_key_id text,
        credential_destination text,
        use_ssl boolean not null default false,
        options jsonb,
        created_by_user_id uuid references users on delete set null,
        last_tested_at timestamptz,
        last_test_result boolean,
        last_test_message text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz,
        check ((encrypted_credential is null) = (credential_key_id is null)),
        check ((encrypted_credential is null) = (credential_destination is null))
      );
      create index data_connections_created_by on data_connections (created_by_user_id);
      create index data_connections_db_type on data_connections (tenant_id, db_type);
      create index data_connections_recent on data_connections (tenant_id, created_at desc, id) where deleted_at is null;

      create table audit_events (
        id uuid primary key,
        tenant_id uuid references tenants on delete cascade,
        actor_user_id uuid references users on delete set null,
        action text not null,
        outcome text not null check (outcome in ('success', 'denied')),
        entity_type text,
        entity_id uuid,
        details jsonb,
        request_id text,
        address text,
        created_at timestamptz not null default now()
      );
      create index audit_events_tenant on audit_events (tenant_id, created_at desc);

      create table rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint);
    `);
  }
}
