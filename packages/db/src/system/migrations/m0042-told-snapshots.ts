import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;

/**
 * Up to which snapshot of a connection it was told what has changed. Snapshots are in the tenant's database: what a crash
 * between the two leaves untold is told with the next one.
 */
export class M0042ToldSnapshots extends Migration {
  override up(): void {
    this.addSql(`
      create table told_snapshots (
        connection_id uuid primary key references data_connections on delete cascade,
        tenant_id uuid not null references tenants on delete cascade,
        snapshot_id uuid not null,
        destination text not null,
        content_hash text not null
      );
      create index told_snapshots_tenant on told_snapshots (tenant_id);
      alter table told_snapshots enable row level security;
      create policy tenant on told_snapshots to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant});
      grant select, insert, update, delete on told_snapshots to ${APP_ROLE};
    `);
  }
}
