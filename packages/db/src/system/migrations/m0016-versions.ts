import { Migration } from '../../migration.ts';

const EVENTS = [
  ['insert', 'new'],
  ['update', 'new'],
  ['delete', 'old'],
] as const;

/** The version of a role moves with its users, whoever changes them: an invitation that is accepted, a member who leaves. */
export class M0016Versions extends Migration {
  override up(): void {
    this.addSql(`
      create function touch_roles() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.roles r set updated_at = greatest(clock_timestamp(), r.updated_at + interval '1 millisecond')
        where (r.tenant_id, r.id) in (select c.tenant_id, c.role_id from changed c);
        return null;
      end $$;
      revoke all on function touch_roles() from public;
    `);
    for (const [event, rows] of EVENTS) {
      this.addSql(`
        create trigger touch_roles_${event} after ${event} on membership_roles
          referencing ${rows} table as changed for each statement execute function touch_roles()`);
    }
  }
}
