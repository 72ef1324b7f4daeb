import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';
import { ACCOUNT_TURN, TENANT_TURN } from '../turns.ts';

const SIGNATURE = 'hold_caller(uuid, uuid, uuid, timestamptz, uuid, boolean, boolean, boolean)';

/** What takes a right away, and by which turn it waits for the changes that the right was good for. */
const TAKEN_AWAY = [
  ['memberships', TENANT_TURN, 'tenant_id', 'delete or update of is_active'],
  ['membership_roles', TENANT_TURN, 'tenant_id', 'delete or update'],
  ['role_permissions', TENANT_TURN, 'tenant_id', 'delete or update'],
  ['api_keys', TENANT_TURN, 'tenant_id', 'delete or update of revoked_at, expires_at, permission_ids'],
  ['tenants', TENANT_TURN, 'id', 'delete or update of status'],
  ['sessions', ACCOUNT_TURN, 'user_id', 'delete'],
  ['users', ACCOUNT_TURN, 'id', 'delete or update of is_active, is_operator'],
] as const;

/** Rows whose going takes nothing from anybody: there may be any number of them. */
const HARMLESS: Partial<Record<(typeof TAKEN_AWAY)[number][0], string>> = {
  sessions: 'when (old.expires_at > now())',
};

/** The right of whoever changes something is held until the change commits, or is seen to be gone. */
export class M0006HeldRights extends Migration {
  override up(): void {
    // Changes share the turns of their tenant and account; what takes rights away has them alone, by whatever statement.
    // Advisory locks are fair, which shared row locks are not: a revocation never waits for changes that began after it.
    this.addSql(`
      create function take_turn() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if current_setting('portolan.turns', true) is distinct from 'off' then
          perform pg_advisory_xact_lock(tg_argv[0]::int, hashtext(to_jsonb(old) ->> tg_argv[1]));
        end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$;
    `);
    for (const [table, turn, key, events] of TAKEN_AWAY) {
      this.addSql(`
        create trigger take_turn before ${events} on ${table} for each row ${HARMLESS[table] ?? ''}
          execute function take_turn('${turn}', '${key}')`);
    }
    // Each statement in here sees what was committed before it: after the turns, nothing of that is taken away any more.
    this.addSql(`
      create function hold_caller(
        wanted_user uuid, wanted_session uuid, wanted_key uuid, made_after timestamptz, wanted_tenant uuid,
        as_operator boolean, tenant_turn boolean, account_turn boolean,
        out alive boolean, out member boolean, out operator boolean, out permissions text
      ) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
      declare given text[];
      begin
        if tenant_turn then perform pg_advisory_xact_lock(${TENANT_TURN}, hashtext(wanted_tenant::text));
        elsif wanted_tenant is not null then
          perform pg_advisory_xact_lock_shared(${TENANT_TURN}, hashtext(wanted_tenant::text));
        end if;
        if account_turn then perform pg_advisory_xact_lock(${ACCOUNT_TURN}, hashtext(wanted_user::text));
        else perform pg_advisory_xact_lock_shared(${ACCOUNT_TURN}, hashtext(wanted_user::text));
        end if;

        select u.is_active, as_operator and u.is_operator into alive, operator from public.users u where u.id = wanted_user;
        member := exists (
          select from public.memberships m
          join public.tenants t on t.id = m.tenant_id and t.status = 'active'
          where m.tenant_id = wanted_tenant and m.user_id = wanted_user and m.is_active);
        if wanted_key is null then
          perform from public.sessions s
          where s.id = wanted_session and s.user_id = wanted_user
            and s.expires_at > clock_timestamp() and s.created_at > made_after;
          alive := alive and found;
        else
          select k.permission_ids into given from public.api_keys k
          where k.id = wanted_key and k.user_id = wanted_user and k.tenant_id = wanted_tenant
            and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp());
          alive := alive and found and member;
        end if;
        select string_agg(distinct rp.permission_id, ',' order by rp.permission_id) into permissions
        from public.membership_roles mr
        join public.role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
        where member and mr.tenant_id = wanted_tenant and mr.user_id = wanted_user
          and (given is null or rp.permission_id = any (given));
      end $$;
      revoke all on function ${SIGNATURE} from public;
      grant execute on function ${SIGNATURE} to ${APP_ROLE};
    `);
  }
}
