import { serve } from '@hono/node-server';
import { Hono, type Context as HonoContext } from 'hono';
import pg from 'pg';
import { floorStatements } from './floor-statements.ts';

/**
 * The physical floor of the authenticated list and of the session check: bare Hono and pg that check the session and the
 * permission and read the answer in one prepared statement. It validates nothing and logs nothing; row-level security it
 * has where FLOOR_SECURED is set.
 */
const statements = floorStatements(process.env.FLOOR_SECURED === '1');
const pool = new pg.Pool({
  connectionString: process.env.FLOOR_DATABASE_URL,
  max: 10,
  options: statements.options,
});
const sessionOf = (c: HonoContext) => c.req.header('authorization')?.slice('Bearer '.length);

const app = new Hono();
app.get('/api/connections', async (c) => {
  const { rows } = await pool.query({ ...statements.list, values: [sessionOf(c), 20] });
  if (rows.length === 0) return c.json({ error: 'no' }, 401);
  const items = rows.map(({ total: _, ...row }) => row);
  return c.json({ data: { items, total: rows[0].total, page: 1, pageSize: 20 } });
});
app.get('/api/v1/users/me', async (c) => {
  const { rows } = await pool.query({ ...statements.session, values: [sessionOf(c)] });
  const [row] = rows;
  if (!row) return c.json({ error: 'no' }, 401);
  const { tenant_id: id, slug, name, permissions, ...user } = row;
  return c.json({ ...user, tenant: { id, slug, name }, permissions: permissions.split(',') });
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.stdout.write(`${port}\n`));
