import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let client: pg.Client;
const ids: string[] = [];
const PASSWORD = 'password-of-the-view';
const body = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432, password: PASSWORD };

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(PASSWORD);
  const operator = await api.token();
  for (const slug of ['north', 'south']) {
    const tenantId = await api.createTenant(operator, slug);
    const { token } = await api.member(tenantId, 'contributor');
    await api.ask('POST', '/api/connections', { token, body });
    const gone = await api.ask('POST', '/api/connections', { token, body });
    await api.ask('DELETE', `/api/connections/${gone.body.data.id}`, { token });
    ids.push(tenantId);
  }
  client = new pg.Client({ connectionString: api.database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await api.close();
});

/** What the server's own role sees while it works for a tenant. */
async function asApp(tenantId: string, sql: string): Promise<Record<string, unknown>[]> {
  await client.query('begin');
  try {
    await client.query("select set_config('portolan.tenant_id', $1, true)", [tenantId]);
    await client.query('set local role portolan_app');
    return (await client.query(sql)).rows;
  } finally {
    await client.query('rollback');
  }
}

describe('the view database_connections', () => {
  it('has the connections that are there, and no ciphertext', async () => {
    const rows = await api.database.query<Record<string, unknown>>('select * from database_connections');
    expect(rows.map((row) => row.tenant_id).sort()).toEqual([...ids].sort());
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'id',
      'tenant_id',
      'name',
      'description',
      'db_type',
      'host',
      'port',
      'database_name',
      'username',
      'has_credential',
      'use_ssl',
      'options',
      'created_by_user_id',
      'last_tested_at',
      'last_test_result',
      'last_test_message',
      'created_at',
      'updated_at',
      'environment',
      'tags',
      'owner_id',
    ]);
    expect(rows[0]).toMatchObject({ name: 'Orders', db_type: 'postgresql', has_credential: true });
  });

  it('shows a tenant its own alone', async () => {
    for (const id of ids) {
      const rows = await asApp(id, 'select tenant_id from database_connections');
      expect(rows).toEqual([{ tenant_id: id }]);
    }
    expect(await asApp('', 'select tenant_id from database_connections')).toEqual([]);
  });

  it.each([
    "update database_connections set name = 'x'",
    'delete from database_connections',
    "insert into database_connections (id, tenant_id, name) values (gen_random_uuid(), gen_random_uuid(), 'x')",
  ])('takes no %s', async (sql) => {
    await expect(asApp(ids[0] ?? '', sql)).rejects.toThrow('permission denied for view database_connections');
  });
});
