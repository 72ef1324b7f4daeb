import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';
import { ACCOUNT_TURN, TENANT_TURN } from '../turns.ts';

const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';
const FUNCTIONS = [
  'find_api_key(uuid)',
  'hold_caller(uuid, uuid, uuid, timestamptz, uuid, boolean, boolean, boolean, integer)',
];
/** What of a key decides whom it lets in. */
const DECIDING = [
  'tenant_id',
  'user_id',
  'secret_hash',
  'permission_ids',
  'expires_at',
  'revoked_at',
  'generation',
  'former_until',
];
const of = (row: string) => `(${DECIDING.map((column) => `${row}.${column}`).join(', ')})`;

/**
 * A key may have two secrets for a while: each has its generation, and the former one its end. Whoever came in with the
 * former one is asked for it again as for anything else. A key of a service account knows who made it.
 */
export class M0049KeyRotation extends Migration {
  override up(): void {
    this.addSql(`
      alter table api_keys
        add column made_by uuid references users on delete set null,
        add column generation integer not null default 1,
        add column rotated_at timestamptz,
        add column former_hash text,
        add column former_until timestamptz,
        add constraint api_keys_former check ((former_hash is null) = (former_until is null));
      create index api_keys_made_by on api_keys (made_by) where made_by is not null;
      drop trigger take_turn on api_keys;
      create trigger take_turn before delete or update of revoked_at, expires_at, permission_ids, generation, former_until
        on api_keys for each row execute function take_turn('${TENANT_TURN}', 'tenant_id');
      drop trigger tell_update on api_keys;
      create trigger tell_update after update on api_keys for each row when (${of('old')} is distinct from ${of('new')})
        execute function tell_change('user', 'user_id', 'api_keys', 'tenant_id');
    `);
    this.#finding();
    this.#holding();
    this.addSql(`revoke all on function ${FUNCTIONS.join(', ')} from public`);
    this.addSql(`grant execute on function ${FUNCTIONS.join(', ')} to ${APP_ROLE}`);
  }

  #finding(): void {
    this.addSql(`
      drop function find_api_key(uuid);
      create function find_api_key(key uuid) returns table (
        id uuid, tenant_id uuid, secret_hash text, key_permissions text, last_used_at timestamptz,
        generation integer, former_hash text, former_until timestamptz,
        user_id uuid, email text, first_name text, last_name text
      ) language plpgsql stable rows 1 ${DEFINER} as $$
        #variable_conflict use_column
        begin return query
          select k.id, k.tenant_id, k.secret_hash, array_to_string(k.permission_ids, ','), k.last_used_at,
                 k.generation, k.former_hash, k.former_until,
                 u.id, coalesce(u.email, u.first_name), u.first_name, u.last_name
          from public.api_keys k join public.users u on u.id = k.user_id and u.is_active
          where k.id = key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
        end $$;
    `);
  }

  #holding(): void {
    this.addSql(`
      drop function hold_caller(uuid, uuid, uuid, timestamptz, uuid, boolean, boolean, boolean);
      create function hold_caller(
        wanted_user uuid, wanted_session uuid, wanted_key uuid, made_after timestamptz, wanted_tenant uuid,
        as_operator boolean, tenant_turn boolean, account_turn boolean, wanted_generation integer,
        out alive boolean, out member boolean, out operator boolean, out permissions text
      ) language plpgsql volatile ${DEFINER} as $$
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
            and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp())
            and (k.generation = wanted_generation
              or (k.generation = wanted_generation + 1 and k.former_until > clock_timestamp()));
          alive := alive and found and member;
        end if;
        select string_agg(distinct rp.permission_id, ',' order by rp.permission_id) into permissions
        from public.membership_roles mr
        join public.role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
        where member and mr.tenant_id = wanted_tenant and mr.user_id = wanted_user
          and (given is null or rp.permission_id = any (given));
      end $$;
    `);
  }
}
