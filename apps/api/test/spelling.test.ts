import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordHasher } from '../src/passwords/password-hasher.ts';
import { type Harness, startHarness } from './harness.ts';

// One thing spelled two ways: composed and decomposed, wide and narrow, seen and unseen.

let api: Harness;
let operator: string;
let tenantId: string;

beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
  tenantId = await api.createTenant(operator, 'spelling');
});
afterAll(() => api.close());

const COMPOSED = 'caf\u00e9-\u1e69-password';
const DECOMPOSED = COMPOSED.normalize('NFD');

async function account(password: string, email = `${randomUUID()}@example.com`): Promise<string> {
  const hash = await passwordHasher.hash(password);
  await api.database.query('insert into users (id, email, password_hash) values ($1, $2, $3)', [
    randomUUID(),
    email,
    hash,
  ]);
  return email;
}

const signIn = async (username: string, password: string) =>
  (await api.ask('POST', '/api/v1/auth/token', { body: { username, password } })).status;
const signInOverTrpc = (username: string, password: string) =>
  api
    .client()
    .auth.login.mutate({ username, password })
    .then(
      () => 200,
      (error: { data: { httpStatus: number } }) => error.data.httpStatus,
    );

async function invite(email: string) {
  const roleId = await api.roleId(tenantId, 'viewer');
  return api.ask('POST', '/api/v1/invitations', {
    token: operator,
    tenant: 'spelling',
    body: { email, role_id: roleId },
  });
}

async function accept(email: string, password: string) {
  const invitation = await invite(email);
  const token = new URL(invitation.body.accept_url).hash.replace('#token=', '');
  const body = { token, password, first_name: 'Ada', last_name: 'L' };
  return api.ask('POST', '/api/v1/invitations/accept', { body });
}

describe('a password', () => {
  it('is the same however its letters are composed, when it is new', async () => {
    const email = `${randomUUID()}@example.com`;
    expect((await accept(email, DECOMPOSED)).status).toBe(200);
    for (const spelled of [COMPOSED, DECOMPOSED]) {
      expect([await signIn(email, spelled), await signInOverTrpc(email, spelled)]).toEqual([200, 200]);
    }
    expect(await signIn(email, 'cafe-s-password')).toBe(401);
  });

  it('of an older hash still verifies as it was typed then', async () => {
    const composed = await account(COMPOSED);
    const decomposed = await account(DECOMPOSED);
    expect(await signIn(composed, COMPOSED)).toBe(200);
    expect(await signIn(composed, DECOMPOSED)).toBe(200);
    expect(await signIn(decomposed, DECOMPOSED)).toBe(200);
  });

  it('is composed when it is changed, and when it is set by a link', async () => {
    const email = `${randomUUID()}@example.com`;
    const accepted = await accept(email, 'first-password-1');
    await api.client(accepted.body.token).auth.changePassword.mutate({
      currentPassword: 'first-password-1',
      newPassword: DECOMPOSED,
    });
    expect(await signIn(email, COMPOSED)).toBe(200);
  });
});

describe('an address', () => {
  const WIDE = '\uff21da'; // a full-width A

  it('is one account for all that look alike', async () => {
    const email = await account('some-password-1', `ada-${randomUUID()}@example.com`);
    const twin = email.replace('ada', WIDE).toUpperCase();
    expect([await signIn(twin, 'some-password-1'), await signInOverTrpc(twin, 'some-password-1')]).toEqual([200, 200]);
    await expect(account('other-password-1', twin)).rejects.toMatchObject({ code: '23505' });
  });

  it('is invited once, and its twin joins the account that is there', async () => {
    const email = `ada-${randomUUID()}@example.com`;
    const twin = email.replace('ada', WIDE);
    expect((await invite(email)).status).toBe(201);
    expect((await invite(twin)).status).toBe(409);
    const known = await account('some-password-1', `bob-${randomUUID()}@example.com`);
    const accepted = await accept(known.replace('bob', 'B\uff4fb'), 'some-password-1');
    expect(accepted.status).toBe(200);
    expect(accepted.body.user.email).toBe(known);
    expect((await invite(known.toUpperCase())).status).toBe(409);
  });
});

describe('a name', () => {
  const HIDDEN = {
    control: 'a\u0007b',
    'line break': 'a\nb',
    'zero width space': 'Admins\u200b',
    'right-to-left override': 'a\u202eb',
    isolate: 'a\u2066b',
    'soft hyphen': 'ad\u00admin',
    'Hangul filler': '\u3164',
    'blank braille': '\u2800',
    'variation selector': 'Admin\ufe0f',
    'byte order mark': 'a\ufeffb',
    'private use': 'a\ue000b',
    tag: 'a\u{e0041}b',
    'no-break space': 'a\u00a0b',
    'ideographic space': 'a\u3000b',
    'object replacement': 'a\ufffcb',
  };

  it.each(Object.entries(HIDDEN))('with a %s is refused, for roles and tenants on both faces', async (_what, name) => {
    const inTenant = { token: operator, tenant: 'spelling' };
    const role = await api.ask('POST', '/api/v1/roles', { ...inTenant, body: { name, permission_ids: [] } });
    const tenant = await api.ask('POST', '/api/tenants', { token: operator, body: { name, slug: 'unseen' } });
    const key = await api.ask('POST', '/api/v1/api-keys', { ...inTenant, body: { name, permission_ids: [] } });
    expect([role.status, tenant.status, key.status]).toEqual([400, 400, 400]);
    const client = api.client(operator, 'spelling');
    await expect(client.roles.create.mutate({ name, permissionIds: [] })).rejects.toMatchObject({
      data: { httpStatus: 400 },
    });
    await expect(client.tenants.create.mutate({ name, slug: 'unseen' })).rejects.toMatchObject({
      data: { httpStatus: 400 },
    });
  });

  it('that only looks like another role is that role', async () => {
    const body = (name: string) => ({ name, permission_ids: [] });
    for (const name of ['\uff34enant Admin', 'TENANT \uff21dmin', '\uff36iewer']) {
      const role = await api.ask('POST', '/api/v1/roles', { token: operator, tenant: 'spelling', body: body(name) });
      expect([name, role.status]).toEqual([name, 409]);
    }
  });

  it.each(['Ночной флот', 'データ分析', 'فريق', 'Café', 'R&D 👩‍💻', '⚓️ Ports', '👍🏽'])(
    'of %s is taken',
    async (name) => {
      const body = { name, permission_ids: [] };
      const role = await api.ask('POST', '/api/v1/roles', { token: operator, tenant: 'spelling', body });
      expect([role.status, role.body.name]).toEqual([201, name]);
    },
  );
});
