import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;
const SEEN = `tenant_id = ${tenant} and (is_shared or user_id = ${user})`;

/** Ways to look at the connections: one's own go with one's membership, shared ones stay without their maker. */
export class M0026SavedViews extends Migration {
  override up(): void {
    this.addSql(`
      create table saved_views (
        id uuid primary key,
        tenant_id uuid not null references tenants on delete cascade,
        user_id uuid,
        name text not null,
        is_shared boolean not null default false,
        state jsonb not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete set null (user_id)
      );
      create unique index saved_views_own on saved_views (tenant_id, user_id, lower(name collate portolan_names))
        where not is_shared;
      create unique index saved_views_shared on saved_views (tenant_id, lower(name collate portolan_names)) where is_shared;
      create index saved_views_maker on saved_views (tenant_id, user_id);
      alter table saved_views enable row level security;
      create policy seen on saved_views to ${APP_ROLE} using (${SEEN}) with check (${SEEN});
      grant select, insert, update, delete on saved_views to ${APP_ROLE};
    `);
    // Its policy hides it from everybody by then.
    this.addSql(`
      create function end_private_view() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        delete from public.saved_views where id = new.id;
        return null;
      end $$;
      revoke all on function end_private_view() from public;
      create trigger end_private_view after update of user_id on saved_views for each row
        when (new.user_id is null and not new.is_shared) execute function end_private_view();
    `);
  }
}
