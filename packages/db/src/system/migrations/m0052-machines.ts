import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';
import { CHANGES } from '../changes/channel.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';

/** What people see of a machine, or work on it goes by. */
const SHOWN = [
  'tenant_id',
  'name',
  'told_name',
  'status',
  'ip_address',
  'step',
  'failure',
  'pending',
  'progress_bytes',
  'progress_total',
  'next_at',
  'deleted_at',
];
const of = (row: string) => `(${SHOWN.map((column) => `${row}.${column}`).join(', ')})`;

/**
 * Machines, and the hypervisors that have them. A row of `vms` is its own journal: `step` says what was done last of making
 * it, and whoever claims the row goes on from there. What is to be done about one is told to all processes.
 */
export class M0052Machines extends Migration {
  override up(): void {
    this.#hypervisors();
    this.#machines();
    this.#quotas();
    this.#told();
    this.#reach();
  }

  /** Requests see which there are and what room they have; addresses and secrets are the owner's. */
  #hypervisors(): void {
    this.addSql(`
      create table hypervisors (
        id uuid primary key,
        name text not null,
        uri text not null,
        username text,
        pools jsonb not null,
        is_configured boolean not null default false,
        encrypted_credential text,
        credential_key_id text,
        reachable boolean,
        failure text,
        last_seen_at timestamptz,
        version text,
        capacity jsonb,
        strangers int not null default 0,
        claimed_by uuid,
        claimed_until timestamptz,
        created_at timestamptz not null default now()
      );
      create unique index hypervisors_name on hypervisors (lower(name collate portolan_names));
      create unique index hypervisors_configured on hypervisors (is_configured) where is_configured;
      grant select (id, name, reachable, failure, last_seen_at, capacity, created_at) on hypervisors to ${APP_ROLE};
      create table vm_templates (
        id uuid primary key,
        hypervisor_id uuid not null references hypervisors on delete cascade,
        volume text not null,
        name text not null,
        description text,
        cpu int not null,
        memory_mib int not null,
        disk_mib int not null,
        gone_at timestamptz,
        unique (hypervisor_id, volume)
      );
      grant select on vm_templates to ${APP_ROLE};
    `);
  }

  /** One that outlives its tenant is on its way out: the hypervisor still has it. */
  #machines(): void {
    this.addSql(`
      create table vms (
        id uuid primary key,
        tenant_id uuid references tenants on delete set null,
        hypervisor_id uuid not null references hypervisors,
        owner_id uuid not null,
        name text not null,
        told_name text,
        status text not null default 'PROVISIONING' check (status in ('RUNNING', 'STOPPED', 'PROVISIONING', 'ERROR')),
        cpu int not null,
        memory_mib int not null,
        disk_mib int not null,
        ip_address text,
        source_type text not null check (source_type in ('template', 'iso')),
        template_id uuid references vm_templates on delete set null,
        template_name text,
        volume text,
        iso_url text,
        iso_sha256 text,
        step text not null default 'asked' check (step in ('asked', 'image', 'disk', 'defined', 'made')),
        made_at timestamptz,
        failure text,
        pending text check (pending in ('start', 'stop', 'restart')),
        progress_bytes bigint,
        progress_total bigint,
        attempts int not null default 0,
        next_at timestamptz not null default now(),
        claimed_by uuid,
        claimed_until timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz,
        has_work boolean not null generated always as (
          deleted_at is not null or status = 'PROVISIONING' or pending is not null
          or (step = 'made' and told_name is distinct from name)) stored,
        check (tenant_id is not null or deleted_at is not null)
      );
      create index vms_list on vms (tenant_id, created_at desc, id) where deleted_at is null;
      create index vms_hypervisor on vms (hypervisor_id);
      create index vms_template on vms (template_id) where template_id is not null;
      create index vms_work on vms (hypervisor_id, next_at) where has_work;
      alter table vms enable row level security;
      create policy tenant on vms to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, insert, update (name, status, failure, pending, attempts, next_at, updated_at, deleted_at) on vms
        to ${APP_ROLE};
      create function leave_machines() returns trigger language plpgsql ${DEFINER} as $$
      begin
        update public.vms set deleted_at = coalesce(deleted_at, now()), next_at = now() where tenant_id = old.id;
        return old;
      end $$;
      revoke all on function leave_machines() from public;
      create trigger leave_machines before delete on tenants for each row execute function leave_machines();
      create table vm_events (
        seq bigint generated always as identity primary key,
        tenant_id uuid not null references tenants on delete cascade,
        vm_id uuid not null references vms on delete cascade,
        level text not null check (level in ('DEBUG', 'INFO', 'WARN', 'ERROR')),
        message text not null,
        created_at timestamptz not null default now()
      );
      create index vm_events_log on vm_events (vm_id, seq);
      create index vm_events_tenant on vm_events (tenant_id);
      alter table vm_events enable row level security;
      create policy tenant on vm_events to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, insert on vm_events to ${APP_ROLE};
    `);
  }

  /** Each tenant has its row: whoever makes a machine takes their turn there, and counts what there is after those before. */
  #quotas(): void {
    this.addSql(`
      create table vm_quotas (
        tenant_id uuid primary key references tenants on delete cascade,
        machines int,
        cpu int,
        memory_mib bigint,
        disk_mib bigint,
        turn bigint not null default 0
      );
      alter table vm_quotas enable row level security;
      create policy tenant on vm_quotas to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, update (turn) on vm_quotas to ${APP_ROLE};
      create function begin_quota() returns trigger language plpgsql ${DEFINER} as $$
      begin
        insert into public.vm_quotas (tenant_id) values (new.id);
        return null;
      end $$;
      revoke all on function begin_quota() from public;
      create trigger begin_quota after insert on tenants for each row execute function begin_quota();
      insert into vm_quotas (tenant_id) select id from tenants;
      create function hold_host(host uuid, out capacity jsonb, out memory_mib bigint, out disk_mib bigint) language plpgsql ${DEFINER} as $$
      declare
        seen timestamptz;
      begin
        select h.last_seen_at, h.capacity into seen, capacity from public.hypervisors h where h.id = host for no key update;
        select coalesce(sum(v.memory_mib), 0), coalesce(sum(v.disk_mib), 0) into memory_mib, disk_mib
        from public.vms v where v.hypervisor_id = host
          and (v.status = 'PROVISIONING' and v.deleted_at is null or v.made_at >= seen);
      end $$;
      revoke all on function hold_host(uuid) from public;
      grant execute on function hold_host(uuid) to ${APP_ROLE};
    `);
  }

  #told(): void {
    this.addSql(`
      create function tell_machine() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        row record := coalesce(new, old);
      begin
        if row.tenant_id is not null then perform pg_notify('${CHANGES}', 'vms:' || row.tenant_id); end if;
        if tg_op <> 'DELETE' and row.has_work then perform pg_notify('${CHANGES}', 'machines:work'); end if;
        return null;
      end $$;
      create trigger tell_insert after insert on vms for each row execute function tell_machine();
      create trigger tell_update after update on vms for each row
        when (${of('old')} is distinct from ${of('new')}) execute function tell_machine();
      create trigger tell_delete after delete on vms for each row execute function tell_machine();
      create function tell_hypervisors() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform pg_notify('${CHANGES}', 'machines:hosts');
        return null;
      end $$;
      create trigger tell_hosts after insert or delete or update of uri, username, pools, encrypted_credential on hypervisors
        for each statement execute function tell_hypervisors();
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
          when 'vm' then exists (
            select from public.vms v
            where v.id = entity_id and v.deleted_at is null and v.tenant_id is distinct from ${tenant})
        end;
    `);
  }
}
