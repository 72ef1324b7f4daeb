import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;
const OWN = `tenant_id = ${tenant} and user_id = ${user}`;

/** Where a person has put tables in the diagrams of a connection: theirs alone, and gone with their membership. */
export class M0025DiagramLayouts extends Migration {
  override up(): void {
    this.addSql(`
      create table diagram_layouts (
        tenant_id uuid not null references tenants on delete cascade,
        user_id uuid not null,
        connection_id uuid not null references data_connections on delete cascade,
        form text not null,
        tables jsonb not null,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, user_id, connection_id, form),
        foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade
      );
      create index diagram_layouts_connection on diagram_layouts (connection_id);
      alter table diagram_layouts enable row level security;
      create policy own on diagram_layouts to ${APP_ROLE} using (${OWN}) with check (${OWN});
      grant select, insert, update, delete on diagram_layouts to ${APP_ROLE};
    `);
  }
}
