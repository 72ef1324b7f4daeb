import type pg from 'pg';

/** What a floor asks PostgreSQL, in one prepared statement each: the caller is checked in the same round trip. */
export interface FloorStatements {
  /** Of a connection: as the owner of the tables, or as the product's restricted role. */
  options: string;
  list: pg.QueryConfig;
  session: pg.QueryConfig;
}

const PLAN = '-c plan_cache_mode=force_generic_plan -c jit=off';

const COLUMNS = `
  id, tenant_id, name, description, db_type, host, port, database_name, username, credential_destination, use_ssl,
  options, environment, tags, owner_id, created_by_user_id, last_tested_at, last_test_result, last_test_message, created_at,
  updated_at`;

const page = (tenant: string) => `
  cross join lateral (
    select count(*)::int as total from data_connections c where c.tenant_id = ${tenant} and c.deleted_at is null
  ) n
  cross join lateral (
    select ${COLUMNS} from data_connections c where c.tenant_id = ${tenant} and c.deleted_at is null
    order by c.created_at desc, c.id limit $2
  ) c`;

const held = (permission: string) => `
  select ${permission} from membership_roles mr
  join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id`;

/** The owner of the tables, whom no policy binds. */
const BARE: FloorStatements = {
  options: PLAN,
  list: {
    name: 'list',
    text: `
      with allowed as (
        select m.tenant_id from sessions s
        join users u on u.id = s.user_id and u.is_active
        join memberships m on m.user_id = u.id
        join tenants t on t.id = m.tenant_id and t.status = 'active'
        where s.id = $1 and s.expires_at > now() and exists (
          ${held('')} where mr.tenant_id = m.tenant_id and mr.user_id = u.id and rp.permission_id = 'connections:read'
        )
        limit 1
      )
      select n.total, c.* from allowed a ${page('a.tenant_id')}`,
  },
  session: {
    name: 'session',
    text: `
      select u.id, u.email, u.first_name, u.last_name, t.id as tenant_id, t.slug, t.name,
             (${held("string_agg(rp.permission_id, ',')")} where mr.tenant_id = t.id and mr.user_id = u.id) as permissions
      from sessions s
      join users u on u.id = s.user_id and u.is_active
      join memberships m on m.user_id = u.id
      join tenants t on t.id = m.tenant_id and t.status = 'active'
      where s.id = $1 and s.expires_at > now()
      limit 1`,
  },
};

const CALLER = `
  from find_session($1) s
  cross join lateral (select set_config('portolan.user_id', s.user_id::text, true)::uuid as user_id offset 0) self
  cross join lateral (
    select t.id, t.slug, t.name from memberships m join tenants t on t.id = m.tenant_id and t.status = 'active'
    where m.user_id = self.user_id and m.is_active limit 1
  ) t
  cross join lateral (select set_config('portolan.tenant_id', t.id::text, true)::uuid as tenant_id offset 0) scope`;

/** Under row-level security, with the tenant set on the way as the product does. */
const SECURED: FloorStatements = {
  options: `-c role=portolan_app -c timezone=UTC ${PLAN}`,
  list: {
    name: 'list',
    text: `
      select n.total, c.* ${CALLER}
      cross join lateral (
        ${held('')} where mr.tenant_id = scope.tenant_id and mr.user_id = s.user_id and rp.permission_id = 'connections:read'
        limit 1
      ) p ${page('scope.tenant_id')}
      where s.is_active and s.expires_at > now()`,
  },
  session: {
    name: 'session',
    text: `
      select s.user_id as id, s.email, s.first_name, s.last_name, t.id as tenant_id, t.slug, t.name,
             (${held("string_agg(rp.permission_id, ',')")} where mr.tenant_id = scope.tenant_id and mr.user_id = s.user_id) as permissions
      ${CALLER}
      where s.is_active and s.expires_at > now()`,
  },
};

export function floorStatements(isSecured: boolean): FloorStatements {
  return isSecured ? SECURED : BARE;
}
