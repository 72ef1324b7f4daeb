import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;

/**
 * Who reads a connection's database just now, how far they are and what came of it, for all processes; and who else waits
 * for it. Of the moment alone: the tables are not logged, so a crash of the server empties them.
 */
export class M0032RunningRefreshes extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table running_refreshes (
        connection_id uuid primary key references data_connections on delete cascade,
        tenant_id uuid not null references tenants on delete cascade,
        run_id uuid not null,
        scope text not null,
        progress jsonb not null,
        outcome jsonb,
        heard_at timestamptz not null default clock_timestamp()
      );
      create index running_refreshes_tenant on running_refreshes (tenant_id);
      create unlogged table refresh_callers (
        id uuid primary key,
        connection_id uuid not null references running_refreshes on delete cascade,
        tenant_id uuid not null,
        run_id uuid not null,
        heard_at timestamptz not null default clock_timestamp()
      );
      create index refresh_callers_run on refresh_callers (connection_id, run_id);
      create trigger tell_insert after insert on running_refreshes
        for each row execute function tell_change('refresh', 'connection_id');
      create trigger tell_update after update of progress, outcome on running_refreshes
        for each row execute function tell_change('refresh', 'connection_id');
      create trigger tell_delete after delete on running_refreshes
        for each row execute function tell_change('refresh', 'connection_id');
      create trigger tell_delete after delete on refresh_callers
        for each row execute function tell_change('refresh', 'connection_id');
    `);
    for (const table of ['running_refreshes', 'refresh_callers']) {
      this.addSql(`
        alter table ${table} enable row level security;
        create policy tenant on ${table} to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
        grant select, insert, update, delete on ${table} to ${APP_ROLE};
      `);
    }
  }
}
