import { CLOSE_DATABASE } from '../../close-database.ts';
import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

// As a subquery the setting is read once for a statement; as a bare call, once for each row.
const tenant = `(select nullif(current_setting('portolan.tenant_id', true), '')::uuid)`;
const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;
const tenantTables = ['roles', 'role_permissions', 'memberships', 'membership_roles', 'data_connections'];

/**
 * The second barrier: the API works as a role that owns nothing, and a tenant's rows exist for it only while
 * `portolan.tenant_id` names that tenant. Unset means no rows and no writes.
 */
export class M0002RowLevelSecurity extends Migration {
  override up(): void {
    // Roles belong to the whole server: another database of it may have made this one already, even just now.
    this.addSql(`
      do $$ begin
        create role ${APP_ROLE} nologin nosuperuser nocreatedb nocreaterole nobypassrls;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin
        grant ${APP_ROLE} to current_user;
      exception when insufficient_privilege then
        if not pg_has_role(current_user, '${APP_ROLE}', 'member') then
          raise exception 'another owner made the role ${APP_ROLE} on this server: as a superuser run "grant ${APP_ROLE} to % with admin option"', current_user;
        end if;
      end $$;
      grant usage on schema public to ${APP_ROLE};
      grant select, insert, update, delete on users, sessions, rate_limits to ${APP_ROLE};
      grant select, insert, update, delete on ${tenantTables.join(', ')} to ${APP_ROLE};
      grant select on tenants, permissions to ${APP_ROLE};
      grant select, insert on audit_events to ${APP_ROLE};
    `);
    // Other logins of the server (the sample's, a tenant's own) have no business here.
    this.addSql(CLOSE_DATABASE);
    for (const table of tenantTables) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(
        `create policy tenant on ${table} to ${APP_ROLE} using (tenant_id = ${tenant}) with check (tenant_id = ${tenant})`,
      );
    }
    // Which tenants a user belongs to must be known before one of them is chosen.
    this.addSql(`create policy own on memberships for select to ${APP_ROLE} using (user_id = ${user})`);

    this.addSql('alter table audit_events enable row level security');
    this.addSql(`create policy tenant on audit_events for select to ${APP_ROLE} using (tenant_id = ${tenant})`);
    // Events of the installation itself (a sign-in) have no tenant; they can be written, and only the owner reads them.
    this.addSql(
      `create policy record on audit_events for insert to ${APP_ROLE} with check (tenant_id is null or tenant_id = ${tenant})`,
    );

    // 403 for an id of another tenant, 404 for one that is nowhere: the only question asked across tenants.
    this.addSql(`
      create function connection_is_foreign(connection_id uuid) returns boolean
        language sql stable security definer set search_path = pg_catalog, public
        return exists (
          select from public.data_connections c
          where c.id = connection_id and c.deleted_at is null and c.tenant_id is distinct from ${tenant}
        );
      revoke all on function connection_is_foreign(uuid) from public;
      grant execute on function connection_is_foreign(uuid) to ${APP_ROLE};
    `);
  }
}
