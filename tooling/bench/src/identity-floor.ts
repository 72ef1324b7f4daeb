import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { memberListStatement, principalStatement } from '@portolan/core';
import { Hono, type Context as HonoContext } from 'hono';
import pg from 'pg';

/**
 * The floor of identity: bare Hono and pg that run the product's own statements as its own restricted role, and one hash
 * of the product's cost for a sign-in. It verifies no signature, validates nothing and logs nothing.
 */
const pool = new pg.Pool({
  connectionString: process.env.FLOOR_DATABASE_URL,
  max: 10,
  options: '-c role=portolan_app -c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off',
});
const derive = promisify(argon2);
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32, nonce: Buffer.alloc(16) };

async function principal(c: HonoContext) {
  const sessionId = c.req.header('authorization')?.slice('Bearer '.length);
  const { rows } = await pool.query({ ...principalStatement, values: [sessionId, null] });
  return rows[0];
}

const app = new Hono();
app.get('/api/v1/users/me', async (c) => {
  const row = await principal(c);
  if (!row) return c.json({ error: 'no' }, 401);
  const { userId, email, firstName, lastName, permissions } = row;
  return c.json({ userId, email, firstName, lastName, permissions: permissions.split(',') });
});
app.get('/api/v1/permissions', async (c) => {
  const row = await principal(c);
  return row?.permissions.includes('role:read') ? c.json([]) : c.json({ error: 'no' }, 403);
});
app.get('/api/v1/users', async (c) => {
  const row = await principal(c);
  if (!row?.permissions.includes('user:read')) return c.json({ error: 'no' }, 403);
  const { rows } = await pool.query({ ...memberListStatement.counted, values: [row.tenantId, 20, 0] });
  return c.json({ items: rows, total: rows[0]?.total ?? 0, page: 1, limit: 20 });
});
app.post('/api/v1/auth/token', async (c) => {
  const { password } = await c.req.json();
  await derive('argon2id', { message: password, ...COST });
  return c.json({ access_token: 'x' });
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.stdout.write(`${port}\n`));
