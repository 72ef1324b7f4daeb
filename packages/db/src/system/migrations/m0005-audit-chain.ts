import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const installation = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Audit events become a chain for each tenant, and one for the installation itself (the nil id). */
export class M0005AuditChain extends Migration {
  override up(): void {
    // The actor stays named after their account is gone: a reference that is set to null would break the chain.
    this.addSql(`
      create table audit_chains (
        id uuid primary key,
        seq bigint not null default 0,
        hash text not null default ''
      );
      alter table audit_events
        drop constraint audit_events_actor_user_id_fkey,
        add column actor_api_key_id uuid,
        add column seq bigint,
        add column hash text,
        add column key_id text,
        add check ((seq is null) = (hash is null) and (seq is null) = (key_id is null));
      create unique index audit_events_chain on audit_events (tenant_id, seq);
      create unique index audit_events_installation_chain on audit_events (seq) where tenant_id is null;
      create index audit_events_action on audit_events (tenant_id, action text_pattern_ops, seq);
    `);
    this.addSql(`
      create function advance_audit_chain() returns trigger language plpgsql as $$
      begin
        if new.id <> old.id or new.seq <> old.seq + 1 then
          raise exception 'an audit chain only grows, by one event at a time';
        end if;
        return new;
      end $$;
      create trigger advance before update on audit_chains for each row execute function advance_audit_chain();
      create function drop_audit_chain() returns trigger language plpgsql as $$
      begin
        delete from audit_chains where id = old.id;
        return old;
      end $$;
      create trigger drop_audit_chain after delete on tenants for each row execute function drop_audit_chain();
    `);
    // Only events that stand in a chain can be added; which place they get is checked whenever the chain is verified.
    this.addSql(`
      grant select, insert (id), update (seq, hash) on audit_chains to ${APP_ROLE};
      alter table audit_chains enable row level security;
      create policy chain on audit_chains to ${APP_ROLE}
        using (id = coalesce(${tenant}, ${installation}) or id = ${installation})
        with check (id = coalesce(${tenant}, ${installation}) or id = ${installation});
      drop policy record on audit_events;
      create policy record on audit_events for insert to ${APP_ROLE}
        with check ((tenant_id is null or tenant_id = ${tenant}) and seq is not null);
    `);
  }
}
