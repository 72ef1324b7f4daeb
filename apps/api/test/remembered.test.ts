import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Harness, type Member, OPERATOR, startBeside, startProcess } from './harness.ts';

/** What another process may still go by, in milliseconds. */
const LEASE_MS = 50;

let api: Harness;
let other: Harness;
let operator: string;
let tenantId: string;
let member: Member;
let counted = 0;
/** Keeps the leases up between requests that are slower than they are long. */
let keptUp: NodeJS.Timeout;

beforeAll(async () => {
  api = await startProcess();
  other = await startBeside(api);
  operator = await api.token();
  tenantId = await api.createTenant(operator, 'remembered');
  for (const harness of [api, other]) countReads(harness);
  keptUp = setInterval(() => {
    for (const { composition } of [api, other]) composition.services.db.remembered.recall('nothing');
  }, 5);
});
beforeEach(async () => {
  member = await api.member(tenantId, 'admin');
});
afterAll(async () => {
  clearInterval(keptUp);
  await other.close();
  await api.close();
});

/** Statements of the hot path, of either process. */
function countReads({ composition }: Harness): void {
  const { db } = composition.services;
  const read = db.read.bind(db);
  db.read = (...given) => {
    counted++;
    return read(...(given as Parameters<typeof read>)) as never;
  };
}
const readsOf = async (work: () => Promise<unknown>) => {
  counted = 0;
  await work();
  return counted;
};
const list = (harness: Harness, token: string) => harness.raw('GET', '/api/connections', { token });
const me = (harness: Harness, token: string) => harness.raw('GET', '/api/v1/users/me', { token });
/** Until it takes so many statements: a lease that was late is no error. */
const takes = (reads: number, work: () => Promise<unknown>) =>
  vi.waitUntil(async () => (await readsOf(work)) === reads, { timeout: 20_000, interval: 2 });
/** Until the process remembers who that is. */
const remembered = (harness: Harness, token: string) => takes(1, () => list(harness, token));
/** A change by somebody else, of which no process waits to hear. */
const behind = (sql: string, values: unknown[]) =>
  other.composition.services.db.ownerTransaction((em) => em.execute(sql, values));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function apiKey(permissions: string[]): Promise<{ id: string; key: string }> {
  const body = { name: `Key ${randomUUID()}`, permission_ids: permissions };
  return (await api.ask('POST', '/api/v1/api-keys', { token: member.token, body })).body;
}

describe('who asks', () => {
  it('is read once, and then only what is asked for', async () => {
    await remembered(api, member.token);
    const { key } = await apiKey(['connections:read']);
    await remembered(api, key);
    await remembered(other, key);
  });

  it.each([
    ['the session ends', 401, 'delete from sessions where user_id = ?'],
    ['the account is shut', 401, 'update users set is_active = false where id = ?'],
    ['the member is deactivated', 403, 'update memberships set is_active = false where user_id = ?'],
    ['the member is removed', 403, 'delete from memberships where user_id = ?'],
    ['their role is taken away', 403, 'delete from membership_roles where user_id = ?'],
    [
      'their role loses its rights',
      403,
      'delete from role_permissions where role_id in (select role_id from membership_roles where user_id = ?)',
    ],
    [
      'the tenant is suspended',
      403,
      "update tenants set status = 'deleted', deleted_at = now() where id in (select tenant_id from memberships where user_id = ?)",
    ],
  ])('counts no longer in any process: %s', async (_, status, sql) => {
    const own = await api.createTenant(operator, `t${randomUUID().slice(0, 8)}`);
    const role = await api.customRole(own, ['connections:read']);
    const { id, token } = await api.member(own, null);
    await api.database.query('insert into membership_roles (tenant_id, user_id, role_id) values ($1, $2, $3)', [
      own,
      id,
      role,
    ]);
    for (const harness of [api, other]) await remembered(harness, token);
    await behind(sql, [id]);
    await Promise.all([api, other].map((harness) => harness.composition.services.db.settled()));
    for (const harness of [api, other]) {
      const answer = await harness.raw('GET', '/api/connections', { token, tenant: own });
      expect(answer.status).toBe(status);
    }
  });

  it('has what they are given, and is called what they are called', async () => {
    const { id, token } = await api.member(tenantId, ['connections:read']);
    await remembered(api, token);
    const { body } = await me(api, token);
    await behind("update users set first_name = 'Renamed' where id = ?", [id]);
    await behind(
      "insert into role_permissions (tenant_id, role_id, permission_id) select tenant_id, role_id, 'role:read' from membership_roles where user_id = ?",
      [id],
    );
    await api.composition.services.db.settled();
    expect((await me(api, token)).body).toMatchObject({
      ...body,
      first_name: 'Renamed',
      permissions: expect.anything(),
    });
    expect((await api.raw('GET', '/api/v1/roles', { token })).status).toBe(200);
  });

  it('is a key until it is revoked, expires, or its maker loses what it may', async () => {
    const statusOf = async (key: string) => (await list(api, key)).status;
    const revoked = await apiKey(['connections:read']);
    await remembered(api, revoked.key);
    expect((await api.ask('DELETE', `/api/v1/api-keys/${revoked.id}`, { token: member.token })).status).toBe(204);
    expect(await statusOf(revoked.key)).toBe(401);

    const expiring = await apiKey(['connections:read']);
    await remembered(api, expiring.key);
    await behind("update api_keys set expires_at = now() + interval '1 second' where id = ?", [expiring.id]);
    await remembered(api, expiring.key);
    await vi.waitUntil(async () => (await statusOf(expiring.key)) === 401, { timeout: 10_000 });

    const bounded = await apiKey(['connections:read']);
    await remembered(api, bounded.key);
    await behind('delete from membership_roles where user_id = ?', [member.id]);
    await api.composition.services.db.settled();
    expect(await statusOf(bounded.key)).toBe(403);
  });

  it('ends with their session, remembered or not', async () => {
    await remembered(api, member.token);
    // However much it is used, it ends ninety days after it began.
    const sql = "update sessions set created_at = now() - interval '90 days' + interval '3 seconds' where user_id = ?";
    await behind(sql, [member.id]);
    await remembered(api, member.token);
    await vi.waitUntil(async () => (await list(api, member.token)).status === 401, { timeout: 10_000 });
  });

  it('is asked of the database where changes are not heard of, and remembered again when they are', async () => {
    await remembered(api, member.token);
    await behind(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'portolan changes'",
      [],
    );
    await vi.waitUntil(async () => (await readsOf(() => list(api, member.token))) === 2);
    await behind('delete from sessions where user_id = ?', [member.id]);
    expect((await list(api, member.token)).status).toBe(401);
    await remembered(api, operator);
  });
});

describe('a token under load', () => {
  const logout = (harness: Harness, token: string) => harness.raw('POST', '/api/v1/auth/logout', { token });

  it('is dead on the next request to the process that ended it', async () => {
    let stopped = false;
    const busy = Array.from({ length: 4 }, async () => {
      while (!stopped) await list(api, operator);
    });
    for (let round = 0; round < 8; round++) {
      const token = await api.token(member.email, 'member-password-1');
      for (let at = 0; at < 5; at++) expect((await list(api, token)).status).toBe(200);
      expect((await logout(api, token)).status).toBe(204);
      expect((await list(api, token)).status).toBe(401);
    }
    stopped = true;
    await Promise.all(busy);
    // All of it went by what is remembered.
    await remembered(api, member.token);
  });

  it('is dead in another process for whatever begins 50 ms after its end', async () => {
    for (let round = 0; round < 5; round++) {
      const token = await api.token(member.email, 'member-password-1');
      await remembered(other, token);
      let deadSince = Number.POSITIVE_INFINITY;
      let ended = false;
      const late: number[] = [];
      let before = 0;
      const clients = Array.from({ length: 16 }, async () => {
        while (!ended) {
          const begun = performance.now();
          const { status } = await list(other, token);
          if (begun < deadSince) before++;
          else if (status === 200) late.push(begun - deadSince);
        }
      });
      await logout(api, token);
      deadSince = performance.now() + LEASE_MS;
      await sleep(3 * LEASE_MS);
      ended = true;
      await Promise.all(clients);
      expect(before).toBeGreaterThan(0);
      expect(late).toEqual([]);
    }
  });
});

describe('how many there are', () => {
  const totals = async (harness: Harness, token: string) => {
    const totalOf = async (path: string) => {
      const { body, headers } = await harness.raw('GET', path, { token, tenant: tenantId });
      return body.data?.total ?? body.total ?? Number(headers.get('x-total-count'));
    };
    return {
      connections: await totalOf('/api/connections'),
      users: await totalOf('/api/v1/users'),
      roles: await totalOf('/api/v1/roles'),
      invitations: await totalOf('/api/v1/invitations'),
      keys: await totalOf('/api/v1/api-keys'),
    };
  };

  it('is counted once, in one round trip, and again when it has changed', async () => {
    const body = { dbType: 'postgresql', host: 'db.example.com', port: 5432, databaseName: 'app', username: 'reader' };
    const ask = (method: string, path: string, given?: object) =>
      api.ask(method, path, { token: member.token, tenant: tenantId, body: given });
    await remembered(api, member.token);
    await totals(api, member.token);
    await takes(5, () => totals(api, member.token));
    const before = await totals(api, member.token);

    const { id } = (await ask('POST', '/api/connections', { name: 'One', ...body })).body.data;
    expect((await totals(api, member.token)).connections).toBe(before.connections + 1);
    await ask('DELETE', `/api/connections/${id}`);
    expect((await totals(api, member.token)).connections).toBe(before.connections);
    await ask('POST', `/api/connections/${id}/restore`);
    const role = await api.customRole(tenantId, ['connections:read']);
    await apiKey(['connections:read']);
    await ask('POST', '/api/v1/invitations', { email: `${randomUUID()}@example.com`, role_id: role });
    await api.member(tenantId, 'contributor');
    const after = {
      connections: before.connections + 1,
      users: before.users + 1,
      roles: before.roles + 1,
      invitations: before.invitations + 1,
      keys: before.keys + 1,
    };
    expect(await totals(api, member.token)).toEqual(after);
    await other.composition.services.db.settled();
    expect(await totals(other, member.token)).toEqual(after);
    const page = await ask('GET', '/api/connections?page=99');
    expect(page.body.data).toMatchObject({ items: [], total: after.connections });
  });

  it('is never at odds with the page beside it, though a change was not heard of yet', async () => {
    const { remembered: memory } = api.composition.services.db;
    const recall = memory.recall.bind(memory);
    const rolesOf = (query: string) =>
      api.raw('GET', `/api/v1/roles?${query}`, { token: member.token, tenant: tenantId });
    const totalOf = async (query: string) => Number((await rolesOf(query)).headers.get('x-total-count'));
    const total = await totalOf('limit=100');
    const said = async (stale: number, query: string) => {
      memory.recall = <T>(key: string) => (key === `roles:${tenantId}` ? (stale as T) : recall<T>(key));
      return totalOf(query);
    };
    expect(total).toBeGreaterThan(2);
    try {
      // All of them on one page.
      expect(await said(total - 1, 'limit=100')).toBe(total);
      expect(await said(total + 3, 'limit=100')).toBe(total);
      // A page that is full, and one behind the last.
      expect(await said(1, 'limit=2')).toBe(2);
      expect(await said(total + 3, 'limit=2')).toBe(total + 3);
      expect(await said(total + 30, `limit=${total}&page=2`)).toBe(total);
      expect(await said(total, 'limit=100&page=50')).toBe(total);
    } finally {
      memory.recall = recall;
    }
  });
});

it('says the same with nothing remembered', async () => {
  const forgetful = await startBeside(api, { PORTOLAN_REMEMBER: 'off' });
  countReads(forgetful);
  const token = await api.token(OPERATOR.username, OPERATOR.password);
  await list(forgetful, token);
  expect(await readsOf(() => forgetful.raw('GET', '/api/connections', { token, tenant: tenantId }))).toBe(2);
  await forgetful.close();
});
