import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const INTERVAL = 'between 30 and 86400';
/** Where a connection leads: what was found out about one place says nothing of another. */
const PLACE = ['db_type', 'host', 'port', 'database_name', 'username', 'use_ssl', 'options'];
const placeOf = (row: string) => `(${PLACE.map((column) => `${row}.${column}`).join(', ')})`;
/** A secret that was entered anew; one that was encrypted under another key is the same secret. */
const SECRET_CHANGED =
  'old.encrypted_credential is distinct from new.encrypted_credential and old.updated_at <> new.updated_at';

/**
 * How connections are watched: what people have set, what a tenant has as its default, and one row of state for each
 * connection, which says when it is to be looked at, who is looking, and what was found. Triggers keep the plan in line
 * with the connection, whoever changes it.
 */
export class M0028Monitoring extends Migration {
  override up(): void {
    this.addSql(`
      alter table data_connections
        add column monitoring_enabled boolean,
        add column monitoring_interval int check (monitoring_interval ${INTERVAL});
      create table monitoring_defaults (
        tenant_id uuid primary key references tenants on delete cascade,
        enabled boolean not null,
        interval_seconds int not null check (interval_seconds ${INTERVAL}),
        warehouse_interval_seconds int not null check (warehouse_interval_seconds ${INTERVAL})
      );
      create table connection_monitors (
        connection_id uuid primary key references data_connections on delete cascade,
        tenant_id uuid not null references tenants on delete cascade,
        enabled boolean not null,
        interval_seconds int not null,
        next_check_at timestamptz,
        claimed_by uuid,
        claimed_until timestamptz,
        status text not null default 'unknown' check (status in ('unreachable', 'degraded', 'unknown', 'healthy')),
        status_since timestamptz,
        failures int not null default 0,
        successes int not null default 0,
        slow int not null default 0,
        fast int not null default 0,
        outcome_since timestamptz,
        quality_since timestamptz,
        reasons text[] not null default '{}',
        last_check_at timestamptz,
        last_success_at timestamptz,
        last_ms int,
        last_code text,
        last_stage text,
        last_message text,
        last_remedy text,
        last_team text,
        certificate_subject text,
        certificate_ends_at timestamptz,
        warnings text[],
        median_ms int,
        uptime_24h float8,
        figured_at timestamptz
      ) with (fillfactor = 70);
      create index connection_monitors_due on connection_monitors (tenant_id, next_check_at);
      create index connection_monitors_next on connection_monitors (next_check_at);
    `);
    // When the samples of a tenant were rolled up last: nobody's business but housekeeping's.
    this.addSql(`
      create table health_rollups (tenant_id uuid primary key references tenants on delete cascade, rolled_at timestamptz not null);
      alter table health_rollups enable row level security;
    `);
    for (const table of ['monitoring_defaults', 'connection_monitors']) {
      this.addSql(`
        alter table ${table} enable row level security;
        create policy tenant on ${table} to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
        grant select on ${table} to ${APP_ROLE};
      `);
    }
    this.addSql(`grant insert, update on monitoring_defaults to ${APP_ROLE}`);
    this.#readings();
    this.#plans();
  }

  /** A status is worth as much as the plan is kept: what is long overdue is not known any more. */
  #readings(): void {
    this.addSql(`
      create function health_of(status text, next_check_at timestamptz, interval_seconds int) returns text
        language sql stable parallel safe
        return case when next_check_at >= now() - make_interval(secs => interval_seconds + 60) then status else 'unknown' end;
      create function health_rank(status text) returns int language sql immutable parallel safe
        return case status when 'unreachable' then 0 when 'degraded' then 1 when 'unknown' then 2 else 3 end;
    `);
  }

  #plans(): void {
    this.addSql(`
      create function plan_monitor() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        fallback public.monitoring_defaults;
        is_enabled boolean;
        seconds int;
        due timestamptz;
        is_moved boolean;
      begin
        select * into fallback from public.monitoring_defaults where tenant_id = new.tenant_id;
        is_enabled := coalesce(new.monitoring_enabled, fallback.enabled, true);
        seconds := coalesce(new.monitoring_interval, case when new.db_type::text in ('databricks', 'snowflake')
          then coalesce(fallback.warehouse_interval_seconds, 3600) else coalesce(fallback.interval_seconds, 300) end);
        due := case when is_enabled and new.deleted_at is null then clock_timestamp() end;
        if tg_op = 'INSERT' then
          insert into public.connection_monitors (connection_id, tenant_id, enabled, interval_seconds, next_check_at)
            values (new.id, new.tenant_id, is_enabled, seconds, due);
          return null;
        end if;
        is_moved := ${placeOf('old')} is distinct from ${placeOf('new')}
          or old.encrypted_credential is distinct from new.encrypted_credential;
        update public.connection_monitors set enabled = is_enabled, interval_seconds = seconds, next_check_at = due
          where connection_id = new.id;
        if is_moved or due is null then
          update public.connection_monitors set status = 'unknown', status_since = clock_timestamp(), failures = 0,
            successes = 0, slow = 0, fast = 0, outcome_since = null, quality_since = null, reasons = '{}', last_code = null, last_stage = null,
            last_message = null, last_remedy = null, last_team = null, claimed_by = null, claimed_until = null
            where connection_id = new.id;
        end if;
        if is_moved then
          update public.connection_monitors set last_check_at = null, last_success_at = null, last_ms = null,
            certificate_subject = null, certificate_ends_at = null, warnings = null, median_ms = null
            where connection_id = new.id;
        end if;
        return null;
      end $$;
      revoke all on function plan_monitor() from public;
      create trigger plan_new after insert on data_connections for each row execute function plan_monitor();
      create trigger plan_changed after update on data_connections for each row
        when ((old.monitoring_enabled, old.monitoring_interval, old.deleted_at) is distinct from
              (new.monitoring_enabled, new.monitoring_interval, new.deleted_at)
          or ${placeOf('old')} is distinct from ${placeOf('new')} or ${SECRET_CHANGED})
        execute function plan_monitor();
    `);
    this.addSql(`
      create function plan_monitors() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.connection_monitors m set
          enabled = coalesce(c.monitoring_enabled, new.enabled),
          interval_seconds = coalesce(c.monitoring_interval, case when c.db_type::text in ('databricks', 'snowflake')
            then new.warehouse_interval_seconds else new.interval_seconds end)
          from public.data_connections c where c.id = m.connection_id and c.tenant_id = new.tenant_id;
        update public.connection_monitors m set next_check_at = null, status = 'unknown', status_since = clock_timestamp(),
          failures = 0, successes = 0, slow = 0, fast = 0, outcome_since = null, quality_since = null, reasons = '{}'
          where m.tenant_id = new.tenant_id and not m.enabled and m.next_check_at is not null;
        update public.connection_monitors m set
          next_check_at = least(m.next_check_at, clock_timestamp() + random() * make_interval(secs => m.interval_seconds))
          from public.data_connections c
          where c.id = m.connection_id and m.tenant_id = new.tenant_id and m.enabled and c.deleted_at is null;
        return null;
      end $$;
      revoke all on function plan_monitors() from public;
      create trigger plan_all after insert or update on monitoring_defaults for each row execute function plan_monitors();
    `);
    // Those that are there already begin at different moments.
    this.addSql(`
      insert into connection_monitors (connection_id, tenant_id, enabled, interval_seconds, next_check_at)
      select id, tenant_id, true, case when db_type::text in ('databricks', 'snowflake') then 3600 else 300 end,
        case when deleted_at is null then now() + random() * interval '5 minutes' end
      from data_connections;
    `);
  }
}
