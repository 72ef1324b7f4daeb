import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;

/**
 * Incidents: connections that failed at the same moment. A connection is a member from the first check that failed to the
 * first that went well, of one incident at a time, as an index sees to; it leaves by a trigger, whoever ends its failing:
 * a check, or somebody who has it deleted, moved elsewhere, or watched no more. The incident itself is ended by the
 * product, with its audit event. A member keeps its name and outlives its connection.
 */
export class M0036Incidents extends Migration {
  override up(): void {
    this.addSql(`
      create table incidents (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        started_at timestamptz not null,
        ended_at timestamptz,
        stage text,
        code text,
        message text,
        remedy text,
        team text,
        acknowledged_at timestamptz,
        acknowledged_by uuid references users on delete set null,
        unique (tenant_id, id),
        check (ended_at >= started_at)
      );
      create index incidents_newest on incidents (tenant_id, started_at desc, id desc);
      create index incidents_open on incidents (tenant_id) where ended_at is null;
      create index incidents_acknowledged_by on incidents (acknowledged_by) where acknowledged_by is not null;
      create table incident_members (
        incident_id uuid not null,
        tenant_id uuid not null references tenants on delete cascade,
        connection_id uuid not null,
        name text not null,
        kind text not null,
        host text not null,
        code text,
        started_at timestamptz not null,
        ended_at timestamptz,
        foreign key (tenant_id, incident_id) references incidents (tenant_id, id) on delete cascade
      );
      create unique index incident_members_open on incident_members (connection_id) where ended_at is null;
      create index incident_members_incident on incident_members (tenant_id, incident_id);
      create index incident_members_connection on incident_members (tenant_id, connection_id);
    `);
    for (const table of ['incidents', 'incident_members']) {
      this.addSql(`
        alter table ${table} enable row level security;
        create policy tenant on ${table} to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
        grant select on ${table} to ${APP_ROLE};
      `);
    }
    this.addSql(`grant update (acknowledged_at, acknowledged_by) on incidents to ${APP_ROLE}`);
    this.#leaving();
    this.#telling();
    this.#reach();
    // What is down already becomes an incident with the next checks that fail.
    this.addSql(`
      update connection_monitors set status = 'unknown', failures = 0, successes = 0, outcome_since = null
        where status = 'unreachable';
    `);
  }

  #leaving(): void {
    this.addSql(`
      create function leave_incident() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.incident_members set ended_at = greatest(started_at, case tg_op when 'UPDATE' then new.status_since end,
            case when tg_op = 'DELETE' then clock_timestamp() end)
          where connection_id = old.connection_id and ended_at is null;
        return null;
      end $$;
      revoke all on function leave_incident() from public;
      create trigger leave_recovered after update of status on connection_monitors for each row
        when (old.status = 'unreachable' and new.status <> 'unreachable') execute function leave_incident();
      create trigger leave_deleted after delete on connection_monitors for each row
        when (old.status = 'unreachable') execute function leave_incident();
    `);
  }

  /** Whoever watches the health of a tenant is told that something is new, and reads it anew. */
  #telling(): void {
    this.addSql(`
      create trigger tell_update after update on connection_monitors for each row
        when ((old.status, old.reasons) is distinct from (new.status, new.reasons))
        execute function tell_change('health', 'tenant_id');
      create trigger tell_insert after insert on incidents for each row execute function tell_change('health', 'tenant_id');
      create trigger tell_update after update on incidents for each row execute function tell_change('health', 'tenant_id');
      create trigger tell_insert after insert on incident_members
        for each row execute function tell_change('health', 'tenant_id');
      create trigger tell_update after update on incident_members
        for each row execute function tell_change('health', 'tenant_id');
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
        end;
    `);
  }
}
