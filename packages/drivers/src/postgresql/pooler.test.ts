import { createAuthority, freePort, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { startTestPgbouncer, type TestPgbouncer } from '@portolan/testing/proxies';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { authentication, errorResponse, LOGGED_IN, replying, scripted } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'planted-secret \u{1f5a5}\ufe0f';
const host = openDrivers({ deadlineMs: 8_000 });
afterAll(() => host.close());

describe.each(['scram-sha-256', 'md5', 'plain'])('a real PgBouncer, %s', (auth) => {
  let server: TestPostgres;
  let pooler: TestPgbouncer;
  let statements: TestPgbouncer;

  beforeAll(async () => {
    server = await startTestPostgres({ version: '15' });
    await server.query(`
      create role app login password '${SECRET}'; create role changed login password 'another';
      create role crowded login password '${SECRET}' connection limit 0`);
    await server.query('create database shop');
    const at = `host=127.0.0.1 port=${server.port}`;
    const options = {
      databases: {
        shop: `${at} dbname=shop`,
        gone: `${at} dbname=nowhere`,
        dead: `host=127.0.0.1 port=${await freePort()} dbname=shop`,
        lost: 'host=no-such-host.invalid dbname=shop',
        narrow: `${at} dbname=shop pool_size=1`,
      },
      users: { app: SECRET, changed: SECRET, crowded: SECRET },
      settings: { auth_type: auth, server_login_retry: '1', query_wait_timeout: '2' },
      tls: createAuthority().issue({ commonName: 'pooler', names: ['localhost'] }),
    };
    pooler = await startTestPgbouncer(options);
    const strict = { pool_mode: 'statement', client_tls_sslmode: 'require' };
    statements = await startTestPgbouncer({ ...options, settings: { ...options.settings, ...strict } });
  });
  afterAll(() => Promise.all([server.close(), pooler.close(), statements.close()]));

  // Clear text goes through TLS only.
  const useSsl = auth === 'plain';
  const diagnose = async (over: Partial<ConnectionTarget>, { port } = pooler) => {
    const credential = passwordOf(SECRET);
    return host.diagnose(targetOf({ port, databaseName: 'shop', credential, useSsl, ...over }));
  };

  test('lets in who may', async () => {
    expect(await diagnose({})).toMatchObject({ success: true });
  });

  type Case = [string, Partial<ConnectionTarget>, string, string];
  const ownWords: Case[] = [
    ['a wrong password', { credential: passwordOf('wrong') }, 'AUTH_FAILED', 'auth'],
    ['an unknown user', { username: 'nobody' }, 'AUTH_FAILED', 'auth'],
    ['an unknown database', { databaseName: 'nowhere' }, 'DATABASE_NOT_FOUND', 'database'],
  ];
  const behind: Case[] = [
    ['a database that the server behind does not have', { databaseName: 'gone' }, 'DATABASE_NOT_FOUND', 'database'],
    ['a dead server behind', { databaseName: 'dead' }, 'CAPACITY', 'database'],
    ['a server behind that no name leads to', { databaseName: 'lost' }, 'CAPACITY', 'database'],
    ['a password that the server behind does not take', { username: 'changed' }, 'AUTH_FAILED', 'auth|database'],
    ['too many connections behind', { username: 'crowded' }, 'CAPACITY', 'database'],
    ['its console', { databaseName: 'pgbouncer' }, 'AUTH_FAILED', 'auth'],
  ];

  test.each([...ownWords, ...(auth === 'md5' ? behind : [])])('%s, the first time and again', async (...args) => {
    const [, over, code, stage] = args;
    // What failed once is told from memory for a while.
    for (let time = 0; time < 2; time++) {
      const result = await diagnose(over);
      expect(result, JSON.stringify(result)).toMatchObject({ success: false, code });
      expect(stage.split('|')).toContain(result.stage);
      expect(JSON.stringify(result)).not.toContain('planted-secret');
    }
  });

  test('a pooler that keeps the login waiting for a dead server is what is told to look at', async () => {
    const dead = `host=127.0.0.1 port=${await freePort()} dbname=shop`;
    const settings = { auth_type: auth };
    const tls = createAuthority().issue({ commonName: 'pooler', names: ['localhost'] });
    await using patient = await startTestPgbouncer({
      databases: { shop: dead },
      users: { app: SECRET },
      settings,
      tls,
    });
    await using impatient = shortOf(1_500);
    const target = targetOf({ port: patient.port, databaseName: 'shop', credential: passwordOf(SECRET), useSsl });
    const { stages, ...result } = await impatient.host.diagnose(target);
    expect(result).toMatchObject({ code: 'TIMEOUT', stage: 'auth' });
    expect(stages.at(-1)).toMatchObject({ team: 'dba', remedy: expect.stringContaining('pooler before it') });
  });

  test('TLS that it insists on, and statement pooling', async () => {
    const plain = await diagnose({ useSsl: false }, statements);
    expect(verdictOf(plain)).toMatchObject({ code: 'TLS_REQUIRED', stage: 'tls' });
    expect(plain.stages.at(-1)?.remedy).toContain('enter its password again');
    const result = await diagnose({ useSsl: true }, statements);
    expect(verdictOf(result)).toMatchObject({ code: 'QUERY_FAILED', stage: 'query' });
    expect(result.message).toContain('statement pooling');
  });
});

function shortOf(deadlineMs: number) {
  const short = openDrivers({ deadlineMs, size: 1 });
  return { host: short, [Symbol.asyncDispose]: () => short.close() };
}

/** As each has been seen to say it, beside those that the real one says above. */
const SAID: [who: string, sqlState: string, text: string, code: string, stage: string][] = [
  ['PgBouncer 1.8', '08P01', 'auth failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.9', '08P01', 'no such user: ghost', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.16', '08P01', 'password authentication failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.16', '08P01', '"trust" authentication failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.16', '08P01', 'certificate authentication failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.8', '08P01', 'TLS client certificate required', 'AUTH_FAILED', 'auth'],
  ['PgBouncer, PAM', '08P01', 'PAM authentication failed for user "app"', 'AUTH_FAILED', 'auth'],
  ['PgBouncer, HBA', '08P01', 'login rejected', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.20', '28P01', 'password authentication failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.20', '28P01', 'SASL authentication failed', 'AUTH_FAILED', 'auth'],
  ['PgBouncer 1.20', '3D000', 'no such database: nowhere', 'DATABASE_NOT_FOUND', 'database'],
  ['PgBouncer 1.8', '08P01', 'no such database: auth', 'DATABASE_NOT_FOUND', 'database'],
  ['PgBouncer 1.8', '08P01', 'pgbouncer cannot connect to server', 'CAPACITY', 'database'],
  ['PgBouncer 1.8', '08P01', 'client_login_timeout (server down)', 'CAPACITY', 'database'],
  ['PgBouncer 1.15', '08P01', 'client_login_timeout', 'CAPACITY', 'database'],
  ['PgBouncer 1.8', '08P01', 'server conn crashed?', 'CAPACITY', 'database'],
  [
    'PgBouncer 1.16',
    '08P01',
    'server login has been failing, try again later (server_login_retry)',
    'CAPACITY',
    'database',
  ],
  [
    'PgBouncer 1.22',
    '08P01',
    'server login has been failing, cached error: connect failed (server_login_retry)',
    'CAPACITY',
    'database',
  ],
  [
    'PgBouncer 1.22',
    '08P01',
    'server login has been failing, cached error: database "nowhere" does not exist (server_login_retry)',
    'DATABASE_NOT_FOUND',
    'database',
  ],
  [
    'PgBouncer 1.22',
    '08P01',
    'server login has been failing, cached error: password authentication failed for user "app" (server_login_retry)',
    'AUTH_FAILED',
    'database',
  ],
  [
    'PgBouncer 1.22',
    '08P01',
    'server login has been failing, cached error: the database system is starting up (server_login_retry)',
    'CAPACITY',
    'database',
  ],
  ['PgBouncer', '08P01', 'server login failed: wrong password type', 'AUTH_FAILED', 'database'],
  ['PgBouncer', '08P01', 'query_wait_timeout', 'CAPACITY', 'database'],
  ['PgBouncer', '08P01', 'no more connections allowed (max_client_conn)', 'CAPACITY', 'database'],
  ['PgBouncer 1.23', '08P01', 'client connections exceeded (max_db_client_connections)', 'CAPACITY', 'database'],
  ['PgBouncer 1.22', '53300', 'no more connections allowed (max_client_conn)', 'CAPACITY', 'database'],
  ['PgBouncer', '08P01', 'database "shop" is disabled', 'CAPACITY', 'database'],
  ['PgBouncer', '08P01', 'the database system is shutting down', 'CAPACITY', 'database'],
  ['PgBouncer', '08P01', 'bouncer config error', 'CAPACITY', 'database'],
  ['PgBouncer', '08P01', 'SSL required', 'TLS_REQUIRED', 'tls'],
  ['PgBouncer', '08P01', 'unsupported startup parameter: options', 'QUERY_FAILED', 'auth'],
  ['Supavisor', 'XX000', 'Tenant or user not found', 'AUTH_FAILED', 'auth'],
  ['Supavisor', 'XX000', 'Max client connections reached', 'CAPACITY', 'database'],
  ['Odyssey', '08006', 'odyssey: c1a2: failed to get remote server connection', 'CAPACITY', 'database'],
  ['Odyssey', '08P01', "odyssey: c1a2: route for 'shop.app' is not found", 'DATABASE_NOT_FOUND', 'database'],
  ['Pgpool-II', '57000', 'all backend nodes are down, pgpool requires at least one valid node', 'CAPACITY', 'database'],
  ['Amazon RDS', '28000', 'This RDS Proxy requires TLS connections', 'TLS_REQUIRED', 'tls'],
  ['Amazon RDS', '28000', 'This RDS proxy has no credentials for the role app', 'AUTH_FAILED', 'auth'],
  ['a server', '08P01', 'invalid frontend message type 0', 'QUERY_FAILED', 'auth'],
];

test.each(SAID)('%s, %s: %s', async (_, sqlState, text, code, stage) => {
  await using peer = await replying(errorResponse(sqlState, text));
  const result = await host.diagnose(targetOf({ port: peer.port, credential: passwordOf(SECRET) }));
  expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
  expect(result).toMatchObject({ serverMessage: text, errorNumber: sqlState });
});

test('after the login, and while a query runs', async () => {
  const said = (...replies: Uint8Array[]) => scripted(...replies);
  await using late = await said(Buffer.concat([authentication(0), errorResponse('08P01', 'query_wait_timeout')]));
  expect(verdictOf(await host.diagnose(targetOf({ port: late.port })))).toMatchObject({
    code: 'CAPACITY',
    stage: 'database',
    walked: 'config policy dns tcp tls auth database',
  });
  await using later = await said(LOGGED_IN, errorResponse('08P01', 'query_timeout'));
  expect(await host.diagnose(targetOf({ port: later.port }))).toMatchObject({
    code: 'QUERY_FAILED',
    stage: 'query',
    message: expect.stringContaining('cancelled the query'),
  });
});
