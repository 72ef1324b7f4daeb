import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  await api.createTenant(token, 'logged');
  await api.createTenant(token, 'logged-too');
});
afterAll(() => api.close());

/** The line of one request; it comes once the answer is on its way. */
async function lineOf(answer: Answer): Promise<Record<string, unknown>> {
  const id = answer.headers.get('x-request-id');
  for (;;) {
    const lines = api.log.map((line) => JSON.parse(line));
    const found = lines.filter(({ msg, requestId }) => msg === 'request' && requestId === id);
    if (found.length === 1) return found[0];
    expect(found).toHaveLength(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const headers = { 'x-test-address': '203.0.113.7' };

describe('the access log', () => {
  it('names person, tenant and address, on both faces', async () => {
    const me = (await api.ask('GET', '/api/v1/users/me', { token })).body.id;
    for (const path of ['/api/connections?search=planted', '/trpc/connections.list?input=%7B%7D']) {
      const answer = await api.raw('GET', path, { token, tenant: 'logged', headers });
      const line = await lineOf(answer);
      expect(line).toMatchObject({ user: me, tenant: 'logged', address: '203.0.113.7', status: 200, method: 'GET' });
      expect(line.path).toBe(path.split('?')[0]);
      expect(line).not.toHaveProperty('apiKey');
      expect(JSON.stringify(line)).not.toContain('planted');
    }
    const nowhere = await lineOf(await api.raw('GET', '/api/v1/users/me', { token, headers }));
    expect(nowhere).toMatchObject({ user: me });
    expect(nowhere).not.toHaveProperty('tenant');
  });

  it('names the API key by its id', async () => {
    const body = { name: 'Logged', permission_ids: ['connections:read'] };
    const made = await api.ask('POST', '/api/v1/api-keys', { token, tenant: 'logged', body });
    api.secrets.add(made.body.key);
    const line = await lineOf(await api.ask('GET', '/api/connections', { token: made.body.key, headers }));
    expect(line).toMatchObject({ apiKey: made.body.id, tenant: 'logged', address: '203.0.113.7', status: 200 });
  });

  it('names who was refused, and nobody where nobody is known', async () => {
    const outsider = await api.member((await api.ask('GET', '/api/tenants/logged', { token })).body.id, 'viewer');
    const refused = await api.ask('GET', '/api/connections', { token: outsider.token, tenant: 'logged-too', headers });
    expect(await lineOf(refused)).toMatchObject({ user: outsider.id, status: 403, address: '203.0.113.7' });
    expect(await lineOf(refused)).not.toHaveProperty('tenant');
    for (const answer of [
      await api.ask('GET', '/api/connections', { headers }),
      await api.ask('POST', '/api/auth/login', { headers, body: { ...OPERATOR, password: 'wrong-password-9' } }),
      await api.raw('GET', '/nowhere', { headers }),
    ]) {
      const line = await lineOf(answer);
      expect(line).toMatchObject({ status: answer.status, address: '203.0.113.7' });
      expect(line).not.toHaveProperty('user');
    }
  });

  it('holds no secret, whatever of a request carried one', async () => {
    const planted = 'planted-secret-in-a-request';
    api.secrets.add(planted);
    const carriers: Record<string, string>[] = [
      { cookie: `portolan_session=${planted}` },
      { authorization: `Bearer ${planted}` },
      { authorization: `Basic ${planted}` },
      { 'x-tenant-id': planted },
      { 'user-agent': planted },
    ];
    for (const carrier of carriers) {
      await lineOf(await api.raw('GET', `/health?token=${planted}`, { headers: carrier }));
      await lineOf(
        await api.raw('POST', '/trpc/auth.login', { headers: carrier, body: { username: planted, password: planted } }),
      );
    }
    expect(api.log.join('')).not.toContain(planted);
  });

  it('keeps a path short', async () => {
    const line = await lineOf(await api.raw('GET', `/${'x'.repeat(10_000)}`));
    expect((line.path as string).length).toBeLessThan(400);
  });
});
