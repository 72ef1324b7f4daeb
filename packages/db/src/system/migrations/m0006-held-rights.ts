import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE } from '../app-role.ts';
import { ACCOUNT_TURN, TENANT_TURN } from '../turns.ts';

/** The right of whoever changes something is held until the change commits, or is seen to be gone. */
export class M0006HeldRights extends Migration {
  override up(): void {
    // First the turns, which are fair and hold nothing while they wait; then the rows themselves, so that whatever takes
    // a right away, by whatever statement, waits for the changes it was good for. One statement for the caller.
    this.addSql(`
      create function hold_caller(
        wanted_user uuid, wanted_session uuid, wanted_key uuid, made_after timestamptz, wanted_tenant uuid,
        as_operator boolean, tenant_turn boolean, account_turn boolean,
        out alive boolean, out member boolean, out operator boolean, out permissions text
      ) language plpgsql volatile security definer set search_path = pg_catalog, public as $$
      declare given text[];
      begin
        member := false;
        operator := false;
        if tenant_turn then perform pg_advisory_xact_lock(${TENANT_TURN}, hashtext(wanted_tenant::text));
        elsif wanted_tenant is not null then perform pg_advisory_xact_lock_shared(${TENANT_TURN}, hashtext(wanted_tenant::text));
        end if;
        if account_turn then perform pg_advisory_xact_lock(${ACCOUNT_TURN}, hashtext(wanted_user::text));
        else perform pg_advisory_xact_lock_shared(${ACCOUNT_TURN}, hashtext(wanted_user::text));
        end if;

        if as_operator then
          perform from public.users u where u.id = wanted_user and u.is_active and u.is_operator for share;
          operator := found;
        end if;
        if wanted_tenant is not null then
          perform from public.tenants t where t.id = wanted_tenant and t.status = 'active' for share;
          if found then
            perform from public.memberships m
            where m.tenant_id = wanted_tenant and m.user_id = wanted_user and m.is_active for share;
            member := found;
          end if;
        end if;
        if wanted_key is null then
          perform from public.sessions s
          where s.id = wanted_session and s.user_id = wanted_user and s.expires_at > clock_timestamp() and s.created_at > made_after
          for key share;
          alive := found;
        else
          select k.permission_ids into given from public.api_keys k
          where k.id = wanted_key and k.user_id = wanted_user and k.tenant_id = wanted_tenant
            and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp())
          for share;
          alive := found and member;
        end if;
        alive := alive and exists (select from public.users u where u.id = wanted_user and u.is_active);
        if not alive or not member then return; end if;

        perform from public.membership_roles mr
        join public.roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
        where mr.tenant_id = wanted_tenant and mr.user_id = wanted_user
        for key share of mr, r;
        select string_agg(distinct rp.permission_id, ',' order by rp.permission_id) into permissions
        from public.membership_roles mr
        join public.role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
        where mr.tenant_id = wanted_tenant and mr.user_id = wanted_user
          and (given is null or rp.permission_id = any (given));
      end $$;
      revoke all on function hold_caller(uuid, uuid, uuid, timestamptz, uuid, boolean, boolean, boolean) from public;
      grant execute on function hold_caller(uuid, uuid, uuid, timestamptz, uuid, boolean, boolean, boolean) to ${APP_ROLE};
    `);
    // A role stands for its permissions: who takes one out of it waits for those who hold the role.
    this.addSql(`
      create function hold_role_of_permission() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public as $$
      begin
        perform from public.roles r where r.tenant_id = old.tenant_id and r.id = old.role_id for update;
        return old;
      end $$;
      create trigger hold_role before delete on role_permissions for each row execute function hold_role_of_permission();
      revoke all on function hold_role_of_permission() from public;
    `);
  }
}
