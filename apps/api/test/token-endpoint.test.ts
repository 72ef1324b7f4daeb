import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, OPERATOR, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the token endpoint', () => {
  const oauth = { grant_type: 'password', scope: '', client_id: 'cli', client_secret: 'client-secret-1' };
  const ask = (body: object, headers: Record<string, string> = FORM) =>
    api.ask('POST', '/api/v1/auth/token', {
      headers,
      body: headers === FORM ? new URLSearchParams(body as Record<string, string>).toString() : body,
    });

  it('takes what OAuth 2 clients send, as a form and as JSON', async () => {
    for (const headers of [FORM, JSON_TYPE]) {
      for (const more of [
        oauth,
        { grant_type: 'password' },
        { scope: 'read write' },
        { client_assertion: 'a.b.c', client_assertion_type: 'urn:x', audience: 'api', resource: 'https://x.example' },
        { grant_type: '', client_id: '' },
      ]) {
        const answer = await ask({ ...OPERATOR, ...more }, headers);
        expect(answer.status).toBe(200);
        expect(Object.keys(answer.body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
      }
    }
    const nulls = { ...OPERATOR, grant_type: null, scope: null, client_id: null, client_secret: null };
    expect((await ask(nulls, JSON_TYPE)).status).toBe(200);
  });

  it('takes clients that say who they are in the header', async () => {
    const basic = { ...FORM, authorization: `Basic ${Buffer.from('cli:secret').toString('base64')}` };
    const body = new URLSearchParams({ ...OPERATOR, grant_type: 'password' }).toString();
    expect((await api.ask('POST', '/api/v1/auth/token', { headers: basic, body })).status).toBe(200);
  });

  it('ignores in a form whatever else a client sends, but nothing twice', async () => {
    const form = (text: string) => api.ask('POST', '/api/v1/auth/token', { headers: FORM, body: text });
    const body = new URLSearchParams({ ...OPERATOR, nonce: '1', requested_token_use: 'x', 'a.b[c]': '', scopes: 'x' });
    expect((await form(body.toString())).status).toBe(200);
    expect((await form(`${body}&nonce=2`)).status).toBe(400);
    expect((await form(`${body}&username=x`)).status).toBe(400);
    expect((await ask({ ...OPERATOR, scopes: 'x' }, JSON_TYPE)).status).toBe(400);
  });

  it('has one grant type, and no other key in JSON', async () => {
    for (const grant of ['client_credentials', 'refresh_token', 'authorization_code', 'PASSWORD', 'x']) {
      for (const headers of [FORM, JSON_TYPE]) {
        const answer = await ask({ ...OPERATOR, grant_type: grant }, headers);
        expect(answer.status).toBe(400);
        expect(answer.body.error.details).toMatchObject([{ path: 'grant_type' }]);
      }
    }
    expect((await ask({ ...OPERATOR, grant_type: ['password'] }, JSON_TYPE)).status).toBe(400);
    const login = await api.ask('POST', '/api/auth/login', { body: { ...OPERATOR, ...oauth } });
    expect(login.status).toBe(400);
  });
});
