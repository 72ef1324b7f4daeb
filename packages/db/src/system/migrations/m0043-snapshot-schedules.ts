import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const EVERY = "in ('daily', 'weekly', 'never')";
/** Where a connection leads: what was read of one place says nothing of another. */
const PLACE = ['db_type', 'host', 'port', 'database_name', 'username', 'use_ssl', 'options'];
const placeOf = (row: string) => `(${PLACE.map((column) => `${row}.${column}`).join(', ')})`;
/** A secret that was entered anew; one that was encrypted under another key is the same secret. */
const SECRET_CHANGED =
  'old.encrypted_credential is distinct from new.encrypted_credential and old.updated_at <> new.updated_at';
/** Chance takes up to a tenth off, so that what was read together does not stay together. */
const SPAN = "make_interval(days => case when s.every = 'weekly' then 7 else 1 end) * (1 - 0.1 * random())";

/**
 * How often the schema of each connection is read by itself, one row each, which says when that is due, who is at it and
 * what came of it. Triggers keep it in line with the connection, and with what people read themselves meanwhile.
 */
export class M0043SnapshotSchedules extends Migration {
  override up(): void {
    this.addSql(`
      alter table data_connections add column snapshot_refresh text check (snapshot_refresh ${EVERY});
      create table snapshot_schedules (
        connection_id uuid primary key references data_connections on delete cascade,
        tenant_id uuid not null references tenants on delete cascade,
        every text not null check (every ${EVERY}),
        next_at timestamptz,
        read_at timestamptz,
        claimed_by uuid,
        claimed_until timestamptz,
        failures int not null default 0,
        last_at timestamptz,
        last_outcome text check (last_outcome in ('changed', 'unchanged', 'failed')),
        last_code text,
        last_message text
      );
      create index snapshot_schedules_due on snapshot_schedules (tenant_id, next_at);
      create index snapshot_schedules_next on snapshot_schedules (next_at);
      alter table snapshot_schedules enable row level security;
      create policy tenant on snapshot_schedules to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select on snapshot_schedules to ${APP_ROLE};
    `);
    this.#plan();
    this.#readings();
    // Those that are there already begin at different moments; what nobody has read yet waits until somebody has.
    this.addSql(`
      insert into snapshot_schedules (connection_id, tenant_id, every, read_at, next_at)
      select c.id, c.tenant_id, snapshot_every(c.snapshot_refresh, c.db_type::text),
        case when t.connection_id is not null then now() end,
        case when c.deleted_at is null and t.connection_id is not null
          and snapshot_every(c.snapshot_refresh, c.db_type::text) <> 'never' then now() + random() * interval '1 day' end
      from data_connections c left join told_snapshots t on t.connection_id = c.id;
    `);
  }

  /** What was chosen is due at once where nothing is known; by default nobody's database is read that nobody has read. */
  #plan(): void {
    this.addSql(`
      create function snapshot_every(chosen text, kind text) returns text language sql immutable parallel safe
        return coalesce(chosen, case when kind in ('databricks', 'snowflake') then 'never' else 'daily' end);
      create function plan_schedule() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        now_every text := public.snapshot_every(new.snapshot_refresh, new.db_type::text);
        is_chosen boolean := new.snapshot_refresh is not null;
        is_planned boolean := now_every <> 'never' and new.deleted_at is null;
      begin
        if tg_op = 'INSERT' then
          insert into public.snapshot_schedules (connection_id, tenant_id, every, next_at)
            values (new.id, new.tenant_id, now_every, case when is_planned and is_chosen then clock_timestamp() end);
          return null;
        end if;
        if ${placeOf('old')} is distinct from ${placeOf('new')} then
          update public.snapshot_schedules set read_at = null, claimed_by = null, claimed_until = null, failures = 0,
            last_at = null, last_outcome = null, last_code = null, last_message = null
            where connection_id = new.id;
        end if;
        update public.snapshot_schedules s set every = now_every, failures = 0 where connection_id = new.id;
        update public.snapshot_schedules s set next_at = case
            when not is_planned or s.read_at is null and not is_chosen then null
            when s.read_at is null or s.last_outcome = 'failed' and s.last_at >= s.read_at then clock_timestamp()
            else greatest(clock_timestamp(), s.read_at + ${SPAN}) end
          where connection_id = new.id;
        return null;
      end $$;
      revoke all on function plan_schedule() from public;
      create trigger schedule_new after insert on data_connections for each row execute function plan_schedule();
      create trigger schedule_changed after update on data_connections for each row
        when ((old.snapshot_refresh, old.deleted_at) is distinct from (new.snapshot_refresh, new.deleted_at)
          or ${placeOf('old')} is distinct from ${placeOf('new')} or ${SECRET_CHANGED})
        execute function plan_schedule();
    `);
  }

  /** Whoever reads it, the next time is counted from then. */
  #readings(): void {
    this.addSql(`
      create function note_reading() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.snapshot_schedules s set read_at = clock_timestamp(), failures = 0,
          next_at = case when s.every <> 'never' and c.deleted_at is null then clock_timestamp() + ${SPAN} end
          from public.data_connections c where c.id = s.connection_id and s.connection_id = new.connection_id;
        return null;
      end $$;
      revoke all on function note_reading() from public;
      create trigger note_reading after insert or update on told_snapshots for each row execute function note_reading();
    `);
  }
}
