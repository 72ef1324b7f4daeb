import { Migration } from '../../migration.ts';
import { ACCOUNT_TURN, TENANT_TURN } from '../turns.ts';

/**
 * An invitation that was made with an API key is worth what key and member may both give, until the key runs out. Role
 * names that only look alike (full-width letters, ligatures) are one name.
 */
export class M0020NarrowerWords extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function invitation_lapse(wanted uuid) returns text
        language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
      declare
        i public.invitations;
        k public.api_keys;
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
          select * into k from public.api_keys a where a.id = i.invited_with_api_key_id and a.revoked_at is null;
          if not found then return 'inviter_key_revoked'; end if;
          if k.expires_at <= clock_timestamp() then return 'inviter_key_expired'; end if;
        end if;
        perform from (
          (select 'invitation:create' union
           select permission_id from public.role_permissions where tenant_id = i.tenant_id and role_id = i.role_id)
          except
          select rp.permission_id from public.membership_roles mr
          join public.role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
          where mr.tenant_id = i.tenant_id and mr.user_id = i.invited_by_user_id
            and (k.id is null or rp.permission_id = any (k.permission_ids))
        ) lacking;
        return case when found then 'inviter_lacks_permissions' end;
      end $$;
    `);
    this.addSql(`
      do $$
      begin
        if getdatabaseencoding() = 'UTF8' then
          alter index roles_name_key rename to roles_name_key_former;
          create unique index roles_name_key on roles (tenant_id, lower(normalize(name, NFKC) collate portolan_names));
          drop index roles_name_key_former;
        end if;
      exception when unique_violation then
        raise notice 'roles whose names only look alike keep them';
      end $$;
    `);
  }
}
