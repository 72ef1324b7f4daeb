import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';
import { ACCOUNT_TURN, TENANT_TURN } from '../turns.ts';

/** What was given for later is worth what its giver may still do: invitations, and links to a new password. */
export class M0013LapsingRights extends Migration {
  override up(): void {
    this.addSql(`
      alter table invitations
        add column invited_as text not null default 'member' check (invited_as in ('member', 'operator')),
        add column invited_with_api_key_id uuid;
      update invitations i set invited_as = 'operator' from users u
      where u.id = i.invited_by_user_id and u.is_operator and i.status = 'pending'
        and not exists (select from memberships m where m.tenant_id = i.tenant_id and m.user_id = u.id);
    `);
    // What it reads stays as it is until the transaction ends. Null while the invitation stands.
    this.addSql(`
      create function invitation_lapse(wanted uuid) returns text
        language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
      declare i public.invitations;
      begin
        select * into i from public.invitations v
        where v.id = wanted and v.tenant_id = (select nullif(current_setting('portolan.tenant_id', true), '')::uuid);
        if not found then return 'unknown'; end if;
        -- The installation itself, by its own SQL: its word needs nobody's.
        if i.invited_by_user_id is null then return null; end if;
        perform pg_advisory_xact_lock_shared(${TENANT_TURN}, hashtext(i.tenant_id::text));
        perform pg_advisory_xact_lock_shared(${ACCOUNT_TURN}, hashtext(i.invited_by_user_id::text));
        perform from public.tenants t where t.id = i.tenant_id and t.status = 'active';
        if not found then return 'tenant_not_active'; end if;
        if i.invited_as = 'operator' then
          perform from public.users u where u.id = i.invited_by_user_id and u.is_active and u.is_operator;
          return case when found then null else 'inviter_not_operator' end;
        end if;
        perform from public.memberships m
        where m.tenant_id = i.tenant_id and m.user_id = i.invited_by_user_id and m.is_active;
        if not found then return 'inviter_not_member'; end if;
        if i.invited_with_api_key_id is not null then
          perform from public.api_keys k where k.id = i.invited_with_api_key_id and k.revoked_at is null;
          if not found then return 'inviter_key_revoked'; end if;
        end if;
        perform from (
          (select 'invitation:create' union
           select permission_id from public.role_permissions where tenant_id = i.tenant_id and role_id = i.role_id)
          except
          select rp.permission_id from public.membership_roles mr
          join public.role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
          where mr.tenant_id = i.tenant_id and mr.user_id = i.invited_by_user_id
        ) lacking;
        return case when found then 'inviter_lacks_permissions' end;
      end $$;
      revoke all on function invitation_lapse(uuid) from public;
      grant execute on function invitation_lapse(uuid) to ${APP_ROLE};
    `);
    // Whatever sets a password, moves an account to another address or shuts it: a link from before must not undo it.
    this.addSql(`
      create function end_resets() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        delete from public.password_resets r where r.user_id = new.id;
        return null;
      end $$;
      create trigger end_resets after update on users for each row
        when (new.password_hash is distinct from old.password_hash or new.email <> old.email or not new.is_active)
        execute function end_resets();
      revoke all on function end_resets() from public;
      create function end_invitations() returns trigger
        language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
      begin
        update public.invitations set status = 'revoked', updated_at = now()
        where invited_by_user_id = old.id and status = 'pending';
        return old;
      end $$;
      create trigger end_invitations before delete on users for each row execute function end_invitations();
      revoke all on function end_invitations() from public;
    `);
  }
}
