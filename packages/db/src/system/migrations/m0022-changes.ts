import { Migration } from '../../migration.ts';
import { CHANGES } from '../changes/channel.ts';

/** Columns by the scope that a change of them is told in: `user` with `user_id` tells `user:<id>`. */
type Told = Record<string, string>;

/** What is told of each change of a row; `when` leaves out what nobody remembers. */
const TABLES: Record<string, { insert?: Told; update?: Told & { when?: string }; delete?: Told }> = {
  users: { update: { user: 'id', when: 'old.* is distinct from new.*' }, delete: { user: 'id' } },
  sessions: {
    update: {
      user: 'user_id',
      when: `(old.user_id, old.secret_hash, old.active_tenant_id, old.created_at, old.expires_at)
        is distinct from (new.user_id, new.secret_hash, new.active_tenant_id, new.created_at, new.expires_at)`,
    },
    delete: { user: 'user_id' },
  },
  memberships: {
    insert: { user: 'user_id', memberships: 'tenant_id' },
    update: { user: 'user_id', memberships: 'tenant_id' },
    delete: { user: 'user_id', memberships: 'tenant_id' },
  },
  membership_roles: { insert: { user: 'user_id' }, update: { user: 'user_id' }, delete: { user: 'user_id' } },
  roles: { insert: { roles: 'tenant_id' }, update: { roles: 'tenant_id' }, delete: { roles: 'tenant_id' } },
  role_permissions: {
    insert: { tenant: 'tenant_id' },
    update: { tenant: 'tenant_id' },
    delete: { tenant: 'tenant_id' },
  },
  api_keys: {
    insert: { api_keys: 'tenant_id' },
    update: {
      user: 'user_id',
      api_keys: 'tenant_id',
      when: `(old.tenant_id, old.user_id, old.secret_hash, old.permission_ids, old.expires_at, old.revoked_at)
        is distinct from (new.tenant_id, new.user_id, new.secret_hash, new.permission_ids, new.expires_at, new.revoked_at)`,
    },
    delete: { user: 'user_id', api_keys: 'tenant_id' },
  },
  invitations: {
    insert: { invitations: 'tenant_id' },
    update: { invitations: 'tenant_id', when: 'old.tenant_id <> new.tenant_id' },
    delete: { invitations: 'tenant_id' },
  },
  data_connections: {
    insert: { data_connections: 'tenant_id' },
    update: {
      data_connections: 'tenant_id',
      when: '(old.tenant_id, old.deleted_at) is distinct from (new.tenant_id, new.deleted_at)',
    },
    delete: { data_connections: 'tenant_id' },
  },
};

/**
 * Changes of what processes remember (who may what, how many there are) are told to all of them, in the transaction that
 * makes them: a notification goes out if, and only if, it commits. Nothing is told of what is written often.
 */
export class M0022Changes extends Migration {
  override up(): void {
    this.addSql(`
      create function tell_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        changed jsonb;
        scope text;
      begin
        foreach changed in array array[to_jsonb(old), to_jsonb(new)] loop
          for at in 0 .. tg_nargs / 2 - 1 loop
            scope := tg_argv[2 * at] || ':' || (changed ->> tg_argv[2 * at + 1]);
            if scope is not null then perform pg_notify('${CHANGES}', scope); end if;
          end loop;
        end loop;
        return null;
      end $$;
      create function tell_everything() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform pg_notify('${CHANGES}', '*');
        return null;
      end $$;
    `);
    for (const [table, events] of Object.entries(TABLES)) {
      for (const [event, { when, ...told }] of Object.entries<Told & { when?: string }>(events)) {
        const given = Object.entries(told).flat();
        const values = given.map((value) => `'${value}'`).join(', ');
        this.addSql(`create trigger tell_${event} after ${event} on ${table} for each row
          ${when ? `when (${when})` : ''} execute function tell_change(${values})`);
      }
      this.addSql(`create trigger tell_truncate after truncate on ${table} execute function tell_everything()`);
    }
    // Which tenants there are to choose from depends on those that are not chosen as well.
    this.addSql(`
      create trigger tell_update after update on tenants for each row
        when ((old.slug, old.name, old.status) is distinct from (new.slug, new.name, new.status))
        execute function tell_everything();
      create trigger tell_delete after delete on tenants for each row execute function tell_everything();
      create trigger tell_truncate after truncate on tenants execute function tell_everything();
    `);
  }
}
