import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const installation = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Who this installation is, which keys it works with, and what vouches for audit events whose key is gone. */
export class M0010Operations extends Migration {
  override up(): void {
    // One row, made by the first process that migrates: a migration that made it would give all copies of a template one id.
    this.addSql(`
      create table installation (
        only_one boolean primary key default true check (only_one),
        id uuid not null default gen_random_uuid(),
        access text,
        made_at timestamptz not null default now()
      );
      create table encryption_keys (
        id text primary key,
        first_current_at timestamptz not null default now(),
        last_current_at timestamptz not null default now()
      );
      create index data_connections_key on data_connections (credential_key_id) where credential_key_id is not null;
    `);
    // Written by the owner when keys rotate; whoever may read a chain may read what vouches for it.
    this.addSql(`
      create table audit_attestations (
        chain_id uuid not null references audit_chains on delete cascade,
        from_seq bigint not null,
        to_seq bigint not null check (to_seq >= from_seq),
        key_id text not null,
        marks bytea not null,
        digest text not null,
        made_at timestamptz not null default now(),
        primary key (chain_id, from_seq)
      );
      grant select on audit_attestations to ${APP_ROLE};
      alter table audit_attestations enable row level security;
      create policy chain on audit_attestations for select to ${APP_ROLE}
        using (chain_id = ${tenant} or chain_id = ${installation} and ${tenant} is null);
    `);
  }
}
