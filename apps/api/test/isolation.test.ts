import { randomUUID } from 'node:crypto';
import { SYSTEM_ROLES } from '@portolan/contract';
import { appRouter } from '@portolan/router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let own: { token: string; id: string };
let foreign: { token: string; id: string };
let foreignTenant: string;
const SECRET = 'password-of-the-other-tenant';
const OTHER_NAME = 'Treasure map of the others';

beforeAll(async () => {
  api = await startHarness();
  api.secrets.add(SECRET);
  const operator = await api.token();
  const make = async (slug: string, name: string) => {
    const tenantId = await api.createTenant(operator, slug);
    const { token } = await api.member(tenantId, 'admin');
    const body = { name, dbType: 'postgresql', host: '127.0.0.1', port: 5432, username: 'u', password: SECRET };
    const { data } = (await api.ask('POST', '/api/connections', { token, body })).body;
    return { token, id: data.id as string, tenantId };
  };
  own = await make('ours', 'Our chart');
  const other = await make('theirs', OTHER_NAME);
  foreign = other;
  foreignTenant = other.tenantId;
});
afterAll(() => api.close());

describe('a connection of another tenant', () => {
  const operations: [string, string, object?][] = [
    ['GET', ''],
    ['PATCH', '', { name: 'stolen' }],
    ['DELETE', ''],
    ['POST', '/test'],
    ['GET', '/schemas'],
    ['GET', '/tables'],
    ['GET', '/tables/t/fields'],
  ];
  it.each(operations)('answers 403 to %s %s, tells nothing, and records the refusal', async (method, path, body) => {
    const answer = await api.ask(method, `/api/connections/${foreign.id}${path}`, { token: own.token, body });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(OTHER_NAME);
    const refusals = await api.database.query(
      "select from audit_events where outcome = 'denied' and entity_id = $1 and request_id = $2",
      [foreign.id, answer.headers.get('x-request-id')],
    );
    expect(refusals).toHaveLength(1);
  });

  it('lends no credential to a test, and is in no list', async () => {
    const body = { dbType: 'postgresql', host: '127.0.0.1', port: 5432, connectionId: foreign.id };
    expect((await api.ask('POST', '/api/connections/test', { token: own.token, body })).status).toBe(403);
    expect((await api.ask('GET', '/api/connections', { token: own.token })).text).not.toContain(OTHER_NAME);
    await expect(api.client(own.token).connections.get.query({ id: foreign.id })).rejects.toMatchObject({
      data: { appCode: 'FORBIDDEN' },
    });
  });

  it('is 404 once it is deleted: nothing tells that it was', async () => {
    await api.ask('DELETE', `/api/connections/${foreign.id}`, { token: foreign.token });
    const restore = await api.ask('POST', `/api/connections/${foreign.id}/restore`, { token: own.token });
    expect(restore.status).toBe(404);
    expect((await api.ask('GET', `/api/connections/${foreign.id}`, { token: own.token })).status).toBe(404);
    await api.ask('POST', `/api/connections/${foreign.id}/restore`, { token: foreign.token });
  });
});

describe('row-level security alone', () => {
  const tables = [
    'data_connections',
    'roles',
    'role_permissions',
    'memberships',
    'membership_roles',
    'audit_events',
    'vm_quotas',
  ];
  const as = (tenantId: string | undefined, sql: string, values: unknown[] = []) =>
    api.composition.services.db.transaction({ tenantId }, (em) => em.execute(sql, values));

  it.each(tables)('answers no row of %s without a tenant, and only those of the tenant that is set', async (table) => {
    expect(await as(undefined, `select * from ${table}`)).toEqual([]);
    const rows = await as(foreignTenant, `select distinct tenant_id from ${table}`);
    expect(rows).toEqual([{ tenant_id: foreignTenant }]);
  });

  it('refuses writes without a tenant and into another one', async () => {
    const insert = `insert into data_connections (id, tenant_id, name, db_type, host, port) values (?, ?, 'x', 'mysql', 'h', 1)`;
    await expect(as(undefined, insert, [randomUUID(), foreignTenant])).rejects.toThrow(/row-level security/);
    const [ours] = await api.database.query<{ id: string }>("select id from tenants where slug = 'ours'");
    await expect(as(ours?.id, insert, [randomUUID(), foreignTenant])).rejects.toThrow(/row-level security/);
    await as(ours?.id, `update data_connections set name = 'stolen' where id = ?`, [foreign.id]);
    await as(ours?.id, 'delete from data_connections where id = ?', [foreign.id]);
    const [row] = await api.database.query<{ name: string }>('select name from data_connections where id = $1', [
      foreign.id,
    ]);
    expect(row?.name).toBe(OTHER_NAME);
  });

  it('holds for the prepared reads: with the application filter taken out, other rows stay hidden', async () => {
    const { db } = api.composition.services;
    const text = `select c.name from (select set_config('portolan.tenant_id', $1, true) as tenant_id offset 0) scope
                  cross join lateral (select c.name from data_connections c where scope.tenant_id is not null offset 0) c`;
    const [ours] = await api.database.query<{ id: string }>("select id from tenants where slug = 'ours'");
    expect(await db.read({ name: 'unfiltered', text }, [ours?.id])).toEqual([{ name: 'Our chart' }]);
    expect(await db.read({ name: 'unscoped', text: 'select name from data_connections' }, [])).toEqual([]);
  });

  it('binds a role that owns nothing and may not change the audit log', async () => {
    const { db } = api.composition.services;
    const [role] = await db.read<{ super: boolean; owns: string }>(
      {
        name: 'role-check',
        text: `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as super,
                    (select count(*) from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = current_user`,
      },
      [],
    );
    expect(role).toEqual({ super: false, owns: '0' });
    for (const sql of [
      'update audit_events set action = null',
      'delete from audit_events',
      'update tenants set name = null',
    ]) {
      await expect(as(foreignTenant, sql)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('a ciphertext moved elsewhere', () => {
  it('does not open in another row, another tenant or at another destination, and the test says so', async () => {
    const columns = 'encrypted_credential, credential_key_id, credential_destination';
    const test = async () => (await api.ask('POST', `/api/connections/${own.id}/test`, { token: own.token })).body.data;
    const backup = await api.database.query(`select ${columns} from data_connections where id = $1`, [own.id]);
    await api.database.query(
      `update data_connections set (${columns}) = (select ${columns} from data_connections where id = $2) where id = $1`,
      [own.id, foreign.id],
    );
    expect(await test()).toMatchObject({ success: false, code: 'CREDENTIAL_UNREADABLE', stage: 'config' });

    const [kept] = backup as {
      encrypted_credential: string;
      credential_key_id: string;
      credential_destination: string;
    }[];
    const restore = (ciphertext: string, keyId: string) =>
      api.database.query(
        'update data_connections set encrypted_credential = $2, credential_key_id = $3 where id = $1',
        [own.id, ciphertext, keyId],
      );
    for (const broken of [
      'x',
      'a:b:c',
      `${kept?.encrypted_credential}A`,
      kept?.encrypted_credential.replace(/^./, '~') ?? '',
    ]) {
      await restore(broken, kept?.credential_key_id ?? '');
      expect((await test()).code).toBe('CREDENTIAL_UNREADABLE');
    }
    await restore(kept?.encrypted_credential ?? '', 'ffffffffffffffff');
    expect((await test()).code).toBe('CREDENTIAL_UNREADABLE');
    const [row] = await api.database.query('select encrypted_credential from data_connections where id = $1', [own.id]);
    expect(row).toEqual({ encrypted_credential: kept?.encrypted_credential });
    await restore(kept?.encrypted_credential ?? '', kept?.credential_key_id ?? '');
  });
});

describe('every procedure', () => {
  const PUBLIC = [
    'auth.login',
    'auth.token',
    'auth.beginHandOver',
    'auth.completeHandOver',
    'auth.requestPasswordReset',
    'auth.resetPassword',
    'health.check',
    'health.ready',
    'operators.lookup',
    'operators.accept',
    'operators.acceptAndSignIn',
    'operators.decline',
    'invitations.lookup',
    'invitations.accept',
    'invitations.acceptAndSignIn',
    'invitations.decline',
  ];
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<
      string,
      { _def: { meta?: { access?: string; rule?: object }; output?: unknown } }
    >,
  );

  it.each(procedures)('%s has an output schema, and a permission or a place on the short list', (name, { _def }) => {
    expect(_def.output).toBeDefined();
    const { access, rule } = _def.meta ?? {};
    if (access === 'public') expect(PUBLIC).toContain(name);
    else if (access === 'tenant') expect(rule).toBeDefined();
    else expect(['caller', 'session', 'operator']).toContain(access);
  });
});

describe('the seed', () => {
  it('gives each tenant its system roles with the matrix of the spec, and changes nothing when run again', async () => {
    const read = () =>
      api.database.query<{ key: string; permissions: string[] }>(
        `select r.key, array_agg(rp.permission_id order by rp.permission_id) as permissions
         from roles r join role_permissions rp on rp.role_id = r.id where r.tenant_id = $1 group by r.key order by r.key`,
        [foreignTenant],
      );
    const before = await read();
    expect(before).toEqual(
      [...SYSTEM_ROLES]
        .sort((a, b) => a.key.localeCompare(b.key))
        .map(({ key, permissions }) => ({ key, permissions: [...permissions].sort() })),
    );
    const viewer = before.find(({ key }) => key === 'viewer');
    expect(viewer?.permissions.filter((id) => id.startsWith('connections:'))).toEqual([]);
    await api.database.query("delete from role_permissions where permission_id = 'connections:test'");
    await api.composition.prepare();
    expect(await read()).toEqual(before);
    expect(await api.database.query('select from users where is_operator')).toHaveLength(1);
  });
});
