import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

/**
 * The physical floor of the authenticated list: bare Hono and pg that check the session and the permission and read
 * the page and its count in one prepared statement. It validates nothing, logs nothing and has no row-level security.
 */
const pool = new pg.Pool({
  connectionString: process.env.FLOOR_DATABASE_URL,
  max: 10,
  options: '-c plan_cache_mode=force_generic_plan -c jit=off',
});

const text = `
  with allowed as (
    select m.tenant_id from sessions s
    join users u on u.id = s.user_id and u.is_active
    join memberships m on m.user_id = u.id
    join tenants t on t.id = m.tenant_id and t.status = 'active'
    where s.id = $1 and s.expires_at > now() and exists (
      select from membership_roles mr
      join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
      where mr.tenant_id = m.tenant_id and mr.user_id = u.id and rp.permission_id = 'connections:read'
    )
    limit 1
  )
  select n.total, c.*
  from allowed a
  cross join lateral (
    select count(*)::int as total from data_connections c where c.tenant_id = a.tenant_id and c.deleted_at is null
  ) n
  cross join lateral (
    select id, tenant_id, name, description, db_type, host, port, database_name, username, credential_destination,
           use_ssl, options, created_by_user_id, last_tested_at, last_test_result, last_test_message, created_at, updated_at
    from data_connections c where c.tenant_id = a.tenant_id and c.deleted_at is null
    order by c.created_at desc, c.id limit $2
  ) c`;

const app = new Hono();
app.get('/api/connections', async (c) => {
  const sessionId = c.req.header('authorization')?.slice('Bearer '.length);
  const { rows } = await pool.query({ name: 'list', text, values: [sessionId, 20] });
  if (rows.length === 0) return c.json({ error: 'no' }, 401);
  const items = rows.map(({ total: _, ...row }) => row);
  return c.json({ data: { items, total: rows[0].total, page: 1, pageSize: 20 } });
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.stdout.write(`${port}\n`));
