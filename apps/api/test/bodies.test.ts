import type { Meta } from '@portolan/router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type AskOptions, type Harness, OPERATOR, startHarness } from './harness.ts';
import { procedures } from './isolation/ask-http.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  await api.createTenant(token, 'bodies');
});
afterAll(() => api.close());

const KIB = 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Everything that anyone may call with a body, on both faces. */
const PUBLIC: [string, Record<string, string>][] = [
  ['/api/v1/auth/token', OPERATOR],
  ['/api/auth/login', OPERATOR],
  ['/api/v1/auth/password-resets', { email: 'a@b.example' }],
  ['/api/v1/auth/password-resets/use', { token: 'x'.repeat(43), new_password: 'password-1' }],
  ['/api/v1/auth/hand-overs', { device: 'laptop', code_challenge: 'x'.repeat(43) }],
  ['/api/v1/auth/hand-overs/complete', { device_code: 'x'.repeat(43), code_verifier: 'x'.repeat(43) }],
  ['/api/v1/invitations/lookup', { token: 'x'.repeat(43) }],
  ['/api/v1/invitations/accept', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/api/v1/invitations/decline', { token: 'x'.repeat(43) }],
  ['/api/v1/operator-invitations/lookup', { token: 'x'.repeat(43) }],
  ['/api/v1/operator-invitations/accept', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/api/v1/operator-invitations/decline', { token: 'x'.repeat(43) }],
  ['/trpc/auth.login', OPERATOR],
  ['/trpc/auth.token', OPERATOR],
  ['/trpc/auth.requestPasswordReset', { email: 'a@b.example' }],
  ['/trpc/auth.resetPassword', { token: 'x'.repeat(43), newPassword: 'password-1' }],
  ['/trpc/auth.beginHandOver', { device: 'laptop', codeChallenge: 'x'.repeat(43) }],
  ['/trpc/auth.completeHandOver', { deviceCode: 'x'.repeat(43), codeVerifier: 'x'.repeat(43) }],
  ['/trpc/invitations.lookup', { token: 'x'.repeat(43) }],
  ['/trpc/invitations.accept', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/trpc/invitations.acceptAndSignIn', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/trpc/invitations.decline', { token: 'x'.repeat(43) }],
  ['/trpc/operators.lookup', { token: 'x'.repeat(43) }],
  ['/trpc/operators.accept', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/trpc/operators.acceptAndSignIn', { token: 'x'.repeat(43), password: 'password-1' }],
  ['/trpc/operators.decline', { token: 'x'.repeat(43) }],
];
/** What known callers send bodies to. */
const GUARDED = ['/api/v1/roles', '/api/connections', '/trpc/roles.create', '/trpc/connections.create'];

const post = (path: string, body: string | Uint8Array, options: AskOptions = {}) =>
  api.raw('POST', path, { headers: JSON_TYPE, ...options, body });
const asMember = (path: string, body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
  post(path, body, { token, tenant: 'bodies', headers });
const codeOf = ({ body }: Answer): string =>
  body.error.code === undefined ? '' : (body.error.data?.appCode ?? body.error.code);
const manyKeys = (count: number, name = (at: number) => `unknown_key_${at}`) =>
  `{${Array.from({ length: count }, (_, at) => `"${name(at)}":1`).join()}}`;

describe('a body that anyone may send', () => {
  it.each(PUBLIC)('to %s is at most 16 KiB', async (path, input) => {
    const padded = (size: number) => JSON.stringify(input).padEnd(size);
    expect((await post(path, padded(16 * KIB))).status).not.toBe(413);
    const over = await post(path, padded(16 * KIB + 1));
    expect(over.status).toBe(413);
    expect(codeOf(over)).toBe('PAYLOAD_TOO_LARGE');
  });

  it.each(PUBLIC)('to %s has at most 100 keys, and few levels', async (path) => {
    for (const body of [manyKeys(101), '['.repeat(33), `{"a":${'{"a":'.repeat(40)}`, `[${'1,'.repeat(200)}1]`]) {
      const answer = await post(path, body);
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(1_000);
    }
  });

  it.each(PUBLIC)('to %s is told little of what is wrong with it', async (path) => {
    const answer = await post(
      path,
      manyKeys(100, (at) => `${at}${'k'.repeat(130)}`),
    );
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(6_000);
    expect(answer.text).not.toContain('k'.repeat(101));
  });

  it('is bounded in a batch as a whole, guarded calls beside it or not', async () => {
    for (const path of ['auth.login,auth.login', 'roles.create,auth.login', 'auth.login,auth.token']) {
      const large = JSON.stringify({ 0: OPERATOR, 1: { x: 'x'.repeat(17 * KIB) } });
      const answer = await asMember(`/trpc/${path}?batch=1`, large);
      expect(answer.status).toBe(413);
      const many = await asMember(`/trpc/${path}?batch=1`, `{"0":${manyKeys(101)}}`);
      expect(many.status).toBe(400);
    }
    const ten = Array.from({ length: 10 }, () => 'auth.login').join();
    const inputs = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, OPERATOR]));
    const answer = await post(`/trpc/${ten}?batch=1`, JSON.stringify(inputs));
    expect(answer.status).toBe(200);
  });
});

describe('a body of somebody known', () => {
  it.each(GUARDED)('to %s may be larger, up to 1 MiB, 2,000 keys and 32 levels', async (path) => {
    expect((await asMember(path, JSON.stringify({ name: 'x'.repeat(100 * KIB) }))).status).toBe(400);
    expect((await asMember(path, `{"a":"${'x'.repeat(KIB * KIB)}"}`)).status).toBe(413);
    for (const [body, what] of [
      [manyKeys(2_001), 'more than 2000 keys'],
      [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'more than 32 levels'],
      [`{"a":[${'1,'.repeat(10_001)}1]}`, 'more than 10000 entries'],
    ] as const) {
      const answer = await asMember(path, body);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(what);
    }
    const told = await asMember(path, manyKeys(2_000));
    expect(told.status).toBe(400);
    expect(told.text.length).toBeLessThan(4_000);
  });

  it('is not looked at before it is known who sends it', async () => {
    for (const path of GUARDED) {
      for (const body of [manyKeys(5_000), '{"a":1,"a":1}', new Uint8Array([0xff]), 'x'.repeat(100 * KIB)]) {
        expect((await post(path, body)).status).toBe(401);
      }
    }
  });

  it('has few issues told, however many there are', async () => {
    const ids = Array.from({ length: 9_000 }, () => 'x');
    const role = await api.roleId((await api.ask('GET', '/api/tenants/bodies', { token })).body.id, 'viewer');
    const answer = await api.ask('PUT', `/api/v1/roles/${role}/users`, {
      token,
      tenant: 'bodies',
      body: { user_ids: ids },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toHaveLength(20);
    const trpc = await asMember('/trpc/roles.setUsers', JSON.stringify({ id: role, userIds: ids }));
    expect(trpc.body.error.data.issues).toHaveLength(20);
  });
});

describe('text that is no text', () => {
  const bytes = (...parts: (string | number)[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
  const ill: [string, Uint8Array][] = [
    ['a lone byte', bytes('{"name":"', 0xff, '"}')],
    ['Latin-1', bytes('{"name":"caf', 0xe9, '"}')],
    ['a sequence that is cut off', bytes('{"name":"', 0xe2, 0x82, '"}')],
    ['an overlong slash', bytes('{"name":"', 0xc0, 0xaf, '"}')],
    ['a surrogate', bytes('{"name":"', 0xed, 0xa0, 0x80, '"}')],
    ['beyond Unicode', bytes('{"name":"', 0xf4, 0x90, 0x80, 0x80, '"}')],
    ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le')],
    ['an ill-formed key', bytes('{"', 0xff, '":1}')],
  ];
  const passwords = ill.map(
    ([what, body]) =>
      [what, Buffer.from(Buffer.from(body).toString('latin1').replace('name', 'password'), 'latin1')] as const,
  );

  it.each(ill)('%s is refused, on both faces', async (_, body) => {
    for (const path of GUARDED) expect((await asMember(path, body)).status).toBe(400);
  });
  it.each(passwords)('%s is refused in a password too', async (_, body) => {
    for (const path of ['/api/auth/login', '/api/v1/auth/token', '/trpc/auth.login', '/trpc/auth.token']) {
      expect((await post(path, body)).status).toBe(400);
    }
  });

  it('is refused when it is escaped, in JSON and in a form', async () => {
    for (const escaped of ['\\ud800', '\\udfff', '\\ud800x', '\\u0000']) {
      const body = JSON.stringify({ name: 'X', permissionIds: [] }).replace('X', escaped);
      expect((await asMember('/trpc/roles.create', body)).status).toBe(400);
      expect((await asMember('/api/v1/roles', body.replace('permissionIds', 'permission_ids'))).status).toBe(400);
      const login = JSON.stringify({ ...OPERATOR, password: 'X' }).replace('X', escaped);
      expect((await post('/trpc/auth.login', login)).status).toBe(400);
    }
    for (const value of ['%FF', '%C3', '%ED%A0%80', 'caf%E9', '%00']) {
      const body = `username=a%40b&password=${value}`;
      expect((await post('/api/v1/auth/token', body, { headers: FORM })).status, value).toBe(400);
    }
  });

  it('stores nothing of it', async () => {
    const rows = await api.database.query("select from roles where name like '%' || chr(65533) || '%'");
    expect(rows).toHaveLength(0);
  });
});

describe('the charset of a body', () => {
  const body = JSON.stringify(OPERATOR);
  const types = (type: string) => [
    `${type}; charset=utf-8`,
    `${type};charset="UTF-8"`,
    `${type}; charset=utf8`,
    `${type} ; x=y; Charset=Utf-8`,
  ];

  it('is named once', async () => {
    for (const charset of ['utf-8; charset=latin1', 'utf-8;charset=utf-8']) {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      expect((await post('/api/auth/login', JSON.stringify(OPERATOR), { headers })).status).toBe(415);
      expect((await post('/trpc/auth.login', JSON.stringify(OPERATOR), { headers })).status).toBe(415);
    }
  });

  it('that is not JSON is told in our words, and quotes nothing of it', async () => {
    for (const path of ['/api/auth/login', '/trpc/auth.login']) {
      const { status, text } = await post(path, '{"username": sesame}');
      expect([path, status]).toEqual([path, 400]);
      expect(text).toContain('The body is not valid JSON');
      expect(text).not.toContain('sesame');
    }
  });

  it('may be named', async () => {
    for (const type of types('application/json')) {
      for (const path of ['/api/auth/login', '/api/v1/auth/token', '/trpc/auth.login']) {
        expect((await post(path, body, { headers: { 'content-type': type } })).status, type).toBe(200);
      }
    }
    for (const type of types(FORM['content-type'])) {
      const form = new URLSearchParams(OPERATOR).toString();
      expect((await post('/api/v1/auth/token', form, { headers: { 'content-type': type } })).status).toBe(200);
    }
  });

  it.each(['iso-8859-1', 'utf-16', '"utf-16le"', 'windows-1252', 'x', 'utf-7', 'utf-32'])(
    'is not %s',
    async (charset) => {
      for (const type of [JSON_TYPE, FORM].map((headers) => `${headers['content-type']}; charset=${charset}`)) {
        const answer = await post('/api/v1/auth/token', body, { headers: { 'content-type': type } });
        expect([answer.status, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
      }
      const headers = { 'content-type': `application/json; charset=${charset}` };
      expect((await post('/trpc/auth.login', body, { headers })).status).toBe(415);
      for (const path of GUARDED) expect((await asMember(path, '{}', headers)).status).toBe(415);
    },
  );

  it('and an encoding of the content are no one’s choice', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'x']) {
      const headers = { ...JSON_TYPE, 'content-encoding': encoding };
      for (const path of ['/api/auth/login', '/trpc/auth.login']) {
        expect((await post(path, body, { headers })).status).toBe(415);
      }
    }
    const identity = { ...JSON_TYPE, 'content-encoding': 'identity' };
    expect((await post('/api/auth/login', body, { headers: identity })).status).toBe(200);
  });

  it('may be marked at the beginning, as some programs do', async () => {
    for (const path of ['/api/auth/login', '/trpc/auth.login']) {
      expect((await post(path, `\ufeff${body}`)).status).toBe(200);
      expect((await post(path, `\ufeff\ufeff${body}`)).status).toBe(400);
    }
  });

  it('of another media type is no use: both faces take JSON, and the token endpoint forms', async () => {
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
      'application/xml',
      '',
    ]) {
      for (const path of ['/api/auth/login', '/trpc/auth.login', '/api/v1/invitations/lookup']) {
        expect((await post(path, body, { headers: { 'content-type': type } })).status, type).toBe(415);
      }
    }
    expect((await post('/trpc/auth.logout', 'x', { token, headers: { 'content-type': 'text/plain' } })).status).toBe(
      415,
    );
  });
});

describe('a key that is given twice', () => {
  it.each([
    '{"username":"a@b","username":"a@b","password":"x"}',
    '{"username":"a@b","password":"x","password":"y"}',
    '{"username":"a@b","password":"x","passwor\\u0064":"y"}',
    '{"username":"a@b","password":{"a":1,"a":2}}',
  ])('is refused: %s', async (body) => {
    for (const path of ['/api/auth/login', '/api/v1/auth/token', '/trpc/auth.login']) {
      const answer = await post(path, body);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('is given more than once');
    }
  });

  it('is refused in a form, a query and the query of a call', async () => {
    const form = 'username=a%40b&password=x&password=y';
    expect((await post('/api/v1/auth/token', form, { headers: FORM })).status).toBe(400);
    expect((await post('/api/v1/auth/token', 'password=x&p%61ssword=y', { headers: FORM })).status).toBe(400);
    for (const path of [
      '/api/connections?page=1&page=2',
      '/api/connections?page=1&p%61ge=1',
      `/trpc/connections.list?input=${encodeURIComponent('{"page":1,"page":2}')}`,
    ]) {
      expect((await api.raw('GET', path, { token, tenant: 'bodies' })).status, path).toBe(400);
      expect((await api.raw('GET', path)).status, path).toBe(401);
    }
  });

  it('is refused in a body and in the depth of one, when somebody known sends it', async () => {
    for (const path of GUARDED) {
      for (const body of [
        '{"name":"a","name":"b"}',
        '{"options":{"sslMode":"disable","sslMode":"require"}}',
        '{"name":"a","__proto__":{"x":1,"x":2}}',
      ])
        expect((await asMember(path, body)).text).toContain('more than once');
    }
    const batch = '{"0":{"name":"a"},"0":{"name":"b"}}';
    expect((await asMember('/trpc/roles.create,roles.create?batch=1', batch)).text).toContain('more than once');
  });

  it('is unknown when it is __proto__, like any other', async () => {
    expect((await post('/api/auth/login', '{"username":"a@b","password":"x","__proto__":{}}')).status).toBe(400);
    expect((await post('/trpc/auth.login', '{"username":"a@b","password":"x","__proto__":{}}')).status).toBe(400);
  });
});

describe('an attempt that is not even valid', () => {
  it('counts for the address, on both faces, in batches too', async () => {
    const limited = await startHarness({ PORTOLAN_RATE_LIMIT: 'on' });
    const rubbish = ['{', '{"a":1}', manyKeys(200), '[]', 'x'.repeat(20 * KIB), '{"username":1,"username":2}'];
    const groups: [string, string[]][] = [
      ['password', ['/api/auth/login', '/api/v1/auth/token', '/trpc/auth.login', '/trpc/auth.token']],
      [
        'link',
        [
          '/api/v1/invitations/lookup',
          '/trpc/invitations.accept',
          '/api/v1/auth/password-resets/use',
          '/trpc/invitations.decline',
        ],
      ],
      ['mail', ['/api/v1/auth/password-resets', '/trpc/auth.requestPasswordReset']],
    ];
    for (const [at, [kind, paths]] of groups.entries()) {
      const headers = { ...JSON_TYPE, 'x-test-address': `198.51.100.${at}` };
      const statuses: number[] = [];
      for (let round = 0; round < 120; round++) {
        const path = paths[round % paths.length] as string;
        const answer = await limited.raw('POST', path, { headers, body: rubbish[round % rubbish.length] });
        statuses.push(answer.status);
        if (answer.status === 429) expect(Number(answer.headers.get('retry-after')), path).toBeGreaterThan(0);
      }
      const most = kind === 'mail' ? 30 : 100;
      expect(statuses.slice(0, most)).not.toContain(429);
      expect(new Set(statuses.slice(most))).toEqual(new Set([429]));
    }
    const other = { ...JSON_TYPE, 'x-test-address': '198.51.100.77' };
    expect((await limited.raw('POST', '/api/auth/login', { headers: other, body: OPERATOR })).status).toBe(200);
    const ten = `/trpc/${Array.from({ length: 10 }, () => 'auth.login').join()}?batch=1`;
    const codes: string[] = [];
    for (let round = 0; round < 11; round++) {
      const headers = { ...JSON_TYPE, 'x-test-address': '198.51.100.88' };
      const answer = await limited.raw('POST', ten, { headers, body: '{"0":{"a":1}}' });
      codes.push(...answer.body.map((entry: { error: { data: { appCode: string } } }) => entry.error.data.appCode));
    }
    expect(codes.filter((code) => code === 'VALIDATION_ERROR')).toHaveLength(100);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(10);
    await limited.close();
  }, 30_000);
});

describe('every call that anyone may make', () => {
  const strangers = [...procedures].filter(([, { meta, type }]) => meta?.access === 'public' && type === 'mutation');

  it('counts its attempts, and is among those tried here on both faces', () => {
    const tried = PUBLIC.map(([path]) => path);
    for (const [name, { meta }] of strangers) {
      expect((meta as Meta).attempts, name).toBeTruthy();
      expect(tried).toContain(`/trpc/${name}`);
      for (const { path } of (meta as Meta).rest ?? []) expect(tried).toContain(path);
    }
    expect(strangers.length).toBeGreaterThan(5);
  });
});
