import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const installation = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** What the audit log remembers under the key: that it was begun, and where a chain begins now that its past is archived. */
export class M0014AuditSeals extends Migration {
  override up(): void {
    // A chain that is taken away leaves its seals: they are what tells that it was there.
    this.addSql(`
      create table audit_seals (
        kind text not null check (kind in ('begun', 'cut')),
        chain_id uuid not null,
        seq bigint not null,
        hash text not null,
        key_id text not null,
        mac text not null,
        primary key (kind, chain_id)
      );
      grant select on audit_seals to ${APP_ROLE};
      alter table audit_seals enable row level security;
      create policy chain on audit_seals for select to ${APP_ROLE}
        using (chain_id = ${tenant} or chain_id = ${installation});
      create table audit_anchor_days (day date primary key, anchored_at timestamptz not null default now());
      create or replace function drop_audit_chain() returns trigger language plpgsql as $$
      begin
        delete from audit_seals where chain_id = old.id;
        delete from audit_chains where id = old.id;
        return old;
      end $$;
    `);
  }
}
