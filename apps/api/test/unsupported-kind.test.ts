import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  const operator = await api.token();
  const tenantId = await api.createTenant(operator, 'harbour');
  token = (await api.member(tenantId, 'contributor')).token;
});
afterAll(() => api.close());

const good = { name: 'Orders', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const oracle = { ...good, dbType: 'oracle' };
const three = { ...oracle, host: '', port: 0 };
const paths = ['/api/connections', '/api/connections/test'];

describe('a kind of database that is not supported', () => {
  it.each(paths)('is named by POST %s', async (path) => {
    const answer = await api.ask('POST', path, { token, body: oracle });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toBe('Unsupported database type: oracle');
    expect(answer.body.error).toMatchObject({
      message: 'Unsupported database type: oracle',
      details: [{ path: 'dbType', code: 'invalid_value', message: 'Unsupported database type: oracle' }],
    });
  });

  it.each(paths)('hides nothing else that is wrong from POST %s', async (path) => {
    const answer = await api.ask('POST', path, { token, body: { ...three, options: { nonsense: 1 }, extra: true } });
    expect(answer.status).toBe(400);
    const faulty = answer.body.error.details.map((detail: { path: string }) => detail.path);
    expect([...new Set(faulty)]).toEqual(['dbType', 'host', 'port', 'options', '']);
  });

  it('is named by a change, with all else that is wrong', async () => {
    const saved = await api.ask('POST', '/api/connections', { token, body: good });
    const body = { dbType: 'oracle', port: 0 };
    const answer = await api.ask('PATCH', `/api/connections/${saved.body.data.id}`, { token, body });
    expect(answer.body.error.details).toMatchObject([
      { path: 'dbType', message: 'Unsupported database type: oracle' },
      { path: 'port' },
    ]);
  });

  it('is answered the same over tRPC', async () => {
    const client = api.client(token);
    for (const verb of [client.connections.create, client.connections.test]) {
      const refused = await verb.mutate(three as never).catch((error) => error);
      expect(refused.message).toBe('Unsupported database type: oracle');
      expect(refused.data.httpStatus).toBe(400);
      const faulty = refused.data.issues.map((issue: { path: string }) => issue.path);
      expect([...new Set(faulty)]).toEqual(['dbType', 'host', 'port']);
    }
  });

  it('and a long one is cut', async () => {
    const answer = await api.ask('POST', '/api/connections', { token, body: { ...good, dbType: 'x'.repeat(5_000) } });
    expect(answer.body.detail.length).toBeLessThan(150);
  });

  it('tells which credentials there are', async () => {
    const body = { ...good, credential: { type: 'kerberos' } };
    const answer = await api.ask('POST', '/api/connections', { token, body });
    expect(answer.body.detail).toBe('Must be one of password, token, keyPair, oauthClient');
  });
});
