import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  createTestDatabase,
  freePort,
  ready,
  spawnCommand,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Env = Record<string, string>;
const KEY = 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=';
const SECRET = 'planted-secret-1';

let home: string;
let server: TestPostgres;
let database: TestDatabase;
let silent: Server;
let silentPort: number;
let closed: number;
beforeAll(async () => {
  [home, server, database, closed] = await Promise.all([
    mkdtemp(path.join(os.tmpdir(), 'portolan-config-')),
    startTestPostgres({ version: '15' }),
    createTestDatabase(),
    freePort(),
  ]);
  for (const [login, rights] of [
    ['owner', 'createrole createdb'],
    ['without_roles', 'createdb'],
    ['without_databases', 'createrole'],
    ['stranger', 'createrole createdb'],
  ]) {
    await server.query(`create role ${login} login ${rights} password '${SECRET}'`);
    if (login !== 'stranger') await server.query(`create database of_${login} owner ${login}`);
  }
  await server.query('create database of_others owner owner');
  await server.query("create database latin encoding 'LATIN1' locale 'C' template template0 owner owner");
  await writeFile(path.join(home, 'file'), '');
  await symlink(path.join(home, 'loop'), path.join(home, 'loop'));
  await mkdir(path.join(home, 'bad-key'));
  await writeFile(path.join(home, 'bad-key/encryption.key'), `${SECRET}\n`);
  // Takes connections and never says a word.
  silent = createServer((socket) => socket.on('error', () => {}));
  silentPort = await new Promise((resolve) => {
    silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port));
  });
});
afterAll(async () => {
  silent.close();
  await database[Symbol.asyncDispose]();
  await server.close();
  await rm(home, { recursive: true, force: true });
});

const url = (login: string, name: string, at = server.port) =>
  `postgresql://${login}:${SECRET}@127.0.0.1:${at}/${name}`;
const own = () => ({ DATABASE_URL: url('owner', 'of_owner'), ENCRYPTION_KEY: KEY });
const within = (name: string) => ({ PORTOLAN_DATA_DIR: path.join(home, name) });

/** The variable that is to be named, what is wrong with it, and the line that says so. */
const cases: [string, string, () => Env, RegExp][] = [
  ['HOST', 'no host', () => ({ HOST: 'no host' }), /must be a host name or an address/],
  ['HOST', 'an address out of range', () => ({ HOST: '300.1.1.1' }), /must be a host name or an address/],
  ['HOST', 'an address of one link', () => ({ HOST: 'fe80::1%lo' }), /must be a host name or an address/],
  ['HOST', 'a name that is nowhere', () => ({ HOST: 'nowhere.invalid' }), /nowhere\.invalid cannot be resolved/],
  ['HOST', 'an address of another machine', () => ({ HOST: '192.0.2.1' }), /is no address of this machine/],
  ['PORT', 'no number', () => ({ PORT: 'http' }), /must be a port number/],
  ['PORT', 'too large', () => ({ PORT: '65536' }), /must be a port number/],
  ['PORT', 'in use', () => ({ ...own(), PORT: String(silentPort) }), /is in use: set PORT to a free one/],
  ['PORTOLAN_DATA_DIR', 'a file', () => within('file'), /is a file, not a folder/],
  ['PORTOLAN_DATA_DIR', 'below a file', () => within('file/below'), /leads through a file/],
  ['PORTOLAN_DATA_DIR', 'a circle of links', () => within('loop/x'), /\(E/],
  ['PORTOLAN_DATA_DIR', 'where nobody may write', () => ({ PORTOLAN_DATA_DIR: '/proc/portolan' }), /\(E/],
  ['PORTOLAN_AUDIT_ANCHOR', 'in no folder', () => ({ PORTOLAN_AUDIT_ANCHOR: '/nowhere/anchor' }), /\(ENOENT\)/],
  ['PORTOLAN_AUDIT_ANCHOR', 'a folder', () => ({ PORTOLAN_AUDIT_ANCHOR: home }), /is a folder, not a file/],
  [
    'PORTOLAN_AUDIT_ARCHIVE',
    'a file',
    () => ({ PORTOLAN_AUDIT_ARCHIVE: path.join(home, 'file'), PORTOLAN_AUDIT_RETENTION_MONTHS: '2' }),
    /is a file, not a folder/,
  ],
  ['PORTOLAN_DELETED_CONNECTION_DAYS', 'none', () => ({ PORTOLAN_DELETED_CONNECTION_DAYS: '0' }), /a number of days/],
  ['PORTOLAN_DELETED_CONNECTION_DAYS', 'no number', () => ({ PORTOLAN_DELETED_CONNECTION_DAYS: 'x' }), /of days/],
  ['PORTOLAN_DATA_DIR', 'with a key that is none', () => within('bad-key'), /holds a key that cannot be used/],
  [
    'DATABASE_URL',
    'of another kind',
    () => ({ ...own(), DATABASE_URL: `mysql://u:${SECRET}@x/y` }),
    /must be a postgresql:\/\/ URL/,
  ],
  ['DATABASE_URL', 'no URL', () => ({ ...own(), DATABASE_URL: SECRET }), /must be a postgresql:\/\/ URL/],
  [
    'DATABASE_URL',
    'a password that is not encoded',
    () => ({ ...own(), DATABASE_URL: 'postgresql://u:100%@h/d' }),
    /must be a postgresql:\/\/ URL/,
  ],
  [
    'DATABASE_URL',
    'without a login',
    () => ({ ...own(), DATABASE_URL: 'postgresql://127.0.0.1/x' }),
    /must name a login/,
  ],
  [
    'DATABASE_URL',
    'without a database',
    () => ({ ...own(), DATABASE_URL: `postgresql://u:${SECRET}@127.0.0.1` }),
    /must name a database/,
  ],
  [
    'DATABASE_URL',
    'where nobody listens',
    () => ({ ...own(), DATABASE_URL: url('owner', 'x', closed) }),
    /127\.0\.0\.1:\d+, where no PostgreSQL answers \(ECONNREFUSED\)/,
  ],
  [
    'DATABASE_URL',
    'at a name that is nowhere',
    () => ({ ...own(), DATABASE_URL: 'postgresql://u:p@nowhere.invalid/x' }),
    /nowhere\.invalid:5432, where no PostgreSQL answers/,
  ],
  [
    'DATABASE_URL',
    'where somebody else is silent',
    () => ({ ...own(), DATABASE_URL: url('owner', 'x', silentPort) }),
    /where no PostgreSQL answers/,
  ],
  [
    'DATABASE_URL',
    'with a wrong password',
    () => ({ ...own(), DATABASE_URL: url('owner', 'of_owner').replace(SECRET, 'wrong-secret-2') }),
    /does not let owner in \(28P01\)/,
  ],
  [
    'DATABASE_URL',
    'without a password',
    () => ({ ...own(), DATABASE_URL: url('owner', 'of_owner').replace(`:${SECRET}`, '') }),
    /names no password/,
  ],
  [
    'DATABASE_URL',
    'a database that is not there',
    () => ({ ...own(), DATABASE_URL: url('owner', 'nowhere') }),
    /names the database nowhere, which/,
  ],
  [
    'DATABASE_URL',
    'a login without CREATEROLE',
    () => ({ ...own(), DATABASE_URL: url('without_roles', 'of_without_roles') }),
    /lacks CREATEROLE: as a superuser run "alter role without_roles createrole"/,
  ],
  [
    'DATABASE_URL',
    'a login without CREATEDB',
    () => ({ ...own(), DATABASE_URL: url('without_databases', 'of_without_databases') }),
    /lacks CREATEDB/,
  ],
  [
    'DATABASE_URL',
    'a login that owns nothing',
    () => ({ ...own(), DATABASE_URL: url('stranger', 'of_others') }),
    /a database that stranger does not own/,
  ],
  [
    'DATABASE_URL',
    'a database that is not in UTF-8',
    () => ({ ...own(), DATABASE_URL: url('owner', 'latin') }),
    /a database in LATIN1/,
  ],
  [
    'DATABASE_URL',
    'TLS where there is none',
    () => ({ ...own(), DATABASE_URL: `${url('owner', 'of_owner')}?sslmode=require` }),
    /asks for TLS/,
  ],
  ['TENANT_DB_HOST', 'no host', () => ({ ...own(), TENANT_DB_HOST: 'a/b' }), /must be a host name or an address/],
  [
    'TENANT_DB_HOST',
    'at a name that is nowhere',
    () => ({ ...own(), TENANT_DB_HOST: 'nowhere.invalid' }),
    /where no PostgreSQL answers/,
  ],
  ['TENANT_DB_PORT', 'no number', () => ({ ...own(), TENANT_DB_PORT: '-1' }), /must be a port number/],
  [
    'TENANT_DB_PORT',
    'where nobody listens',
    () => ({ ...own(), TENANT_DB_PORT: String(closed) }),
    /where no PostgreSQL answers/,
  ],
  [
    'TENANT_DB_USER',
    'a login that is not let in',
    () => ({ ...own(), TENANT_DB_USER: 'nobody' }),
    /does not let nobody in/,
  ],
  [
    'TENANT_DB_USER',
    'a login without CREATEDB',
    () => ({ ...own(), TENANT_DB_USER: 'without_databases' }),
    /lacks CREATEDB/,
  ],
  [
    'TENANT_DB_PASSWORD',
    'a wrong password',
    () => ({ ...own(), TENANT_DB_USER: 'owner', TENANT_DB_PASSWORD: 'wrong-secret-2' }),
    /does not let owner in/,
  ],
  ['TENANT_DB_PREFIX', 'with capitals', () => ({ TENANT_DB_PREFIX: 'Tenant_' }), /must be lower-case letters/],
  [
    'ENCRYPTION_KEY',
    'missing with DATABASE_URL',
    () => ({ DATABASE_URL: url('owner', 'of_owner') }),
    /environment variable is not set/,
  ],
  [
    'ENCRYPTION_KEY',
    'of 28 bytes',
    () => ({ ENCRYPTION_KEY: 'dGVzdC1lbmNyeXB0aW9uLWtleS0zMi1ieXRlcw==' }),
    /must be exactly 32 bytes/,
  ],
  ['ENCRYPTION_KEY', 'of one repeated byte', () => ({ ENCRYPTION_KEY: 'a'.repeat(32) }), /repeats one byte/],
  [
    'ENCRYPTION_KEYS_PREVIOUS',
    'with a short one',
    () => ({ ENCRYPTION_KEYS_PREVIOUS: `${KEY},${SECRET}` }),
    /must be exactly 32 bytes/,
  ],
  [
    'PORTOLAN_OPERATOR_EMAIL',
    'no address',
    () => ({ PORTOLAN_OPERATOR_EMAIL: 'operator' }),
    /must be an e-mail address/,
  ],
  ['PORTOLAN_OPERATOR_PASSWORD', 'too short', () => ({ PORTOLAN_OPERATOR_PASSWORD: 'short' }), /must have at least 8/],
  ['PORTOLAN_OPERATOR_PASSWORD', 'too long', () => ({ PORTOLAN_OPERATOR_PASSWORD: SECRET.repeat(20) }), /is too long/],
  [
    'PORTOLAN_OPERATOR_PASSWORD',
    'one that everybody tries first',
    () => ({ PORTOLAN_OPERATOR_PASSWORD: 'password123' }),
    /is refused: .* among the first/,
  ],
  [
    'PORTOLAN_OPERATOR_PASSWORD',
    'the e-mail address',
    () => ({ PORTOLAN_OPERATOR_PASSWORD: 'operator@portolan.local' }),
    /is refused: .*e-mail/,
  ],
  ['PORTOLAN_PUBLIC_URL', 'no URL', () => ({ PORTOLAN_PUBLIC_URL: 'portolan.example' }), /must be an http\(s\) URL/],
  [
    'PORTOLAN_PUBLIC_URL',
    'with a path',
    () => ({ PORTOLAN_PUBLIC_URL: 'https://portolan.example/app' }),
    /scheme, host and port alone/,
  ],
  [
    'PORTOLAN_PUBLIC_URL',
    'with a login',
    () => ({ PORTOLAN_PUBLIC_URL: `https://u:${SECRET}@portolan.example` }),
    /scheme, host and port alone/,
  ],
  [
    'PORTOLAN_EGRESS_ALLOW',
    'no network',
    () => ({ PORTOLAN_EGRESS_ALLOW: '10.0.0.0/8,10.0.0.0/99' }),
    /must be CIDRs, addresses or host names/,
  ],
  [
    'PORTOLAN_EGRESS_ALLOW',
    'a URL',
    () => ({ PORTOLAN_EGRESS_ALLOW: 'https://db.example' }),
    /must be CIDRs, addresses or host names/,
  ],
  [
    'PORTOLAN_EGRESS_DENY',
    'two lengths',
    () => ({ PORTOLAN_EGRESS_DENY: '10.0.0.0/8/8' }),
    /must be CIDRs, addresses or host names/,
  ],
  [
    'PORTOLAN_TRUSTED_PROXIES',
    'a name',
    () => ({ PORTOLAN_TRUSTED_PROXIES: '10.0.0.1,proxy' }),
    /must be addresses or CIDRs/,
  ],
  ['PORTOLAN_RATE_LIMIT', 'perhaps', () => ({ PORTOLAN_RATE_LIMIT: 'maybe' }), /must be on or off/],
  ['PORTOLAN_DEMO', 'yes', () => ({ PORTOLAN_DEMO: 'yes' }), /must be on or off/],
  [
    'SMTP_URL',
    'of another kind',
    () => ({ SMTP_URL: `http://u:${SECRET}@mail.example` }),
    /must be an smtp\(s\):\/\/ URL/,
  ],
  ['SMTP_URL', 'without a host', () => ({ SMTP_URL: 'smtp://' }), /must/],
  ['LOG_LEVEL', 'loud', () => ({ LOG_LEVEL: 'loud' }), /must be a pino level/],
  ['LOG_FORMAT', 'xml', () => ({ LOG_FORMAT: 'xml' }), /must be json or pretty/],
];

describe.concurrent('bad configuration stops the start with one line', () => {
  it.each(cases)('that names %s: %s', { timeout: 60_000 }, async (variable, _, env, reason) => {
    const settings: Env = { ...within('unused'), ...env() };
    const started = await spawnServer(settings);
    expect(await started.ended).toBe(1);
    const lines = started.errors().trim().split('\n');
    expect(lines, started.output()).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^Configuration: ${variable} `));
    expect(lines[0]).toMatch(reason);
    for (const secret of [SECRET, 'wrong-secret-2', KEY]) expect(started.output()).not.toContain(secret);
    expect(started.output()).not.toMatch(/^\s+at /m);
  });
});

describe('a variable that looks like one of ours and is none', () => {
  it('is told, and changes nothing', async () => {
    const env = { DATABASE_URL: database.url, ENCRYPTION_KEY: KEY, TENANT_DB_PREFIX: database.tenantPrefix };
    const slips = { PORTOLAN_PUBLIC_ADDRESS: SECRET, TENANT_DB_PASS: SECRET };
    const started = await ready(await spawnServer({ ...env, ...slips }));
    for (const name of Object.keys(slips)) {
      await until(() => started.output().includes(`"msg":"${name} is no variable of Portolan`));
    }
    expect(started.output()).not.toContain(SECRET);
    started.child.kill('SIGTERM');
    await started.ended;
  });
});

describe('a server of tenants that is away', () => {
  it('stops nobody who has tenants there already, and is told', async () => {
    const env = { DATABASE_URL: database.url, ENCRYPTION_KEY: KEY, TENANT_DB_PREFIX: database.tenantPrefix };
    await database.query("insert into tenants (id, slug, name, status) values (gen_random_uuid(), 'x', 'x', 'active')");
    const started = await ready(await spawnServer({ ...env, TENANT_DB_PORT: String(closed) }));
    const line = /"msg":"TENANT_DB_PORT leads to 127\.0\.0\.1:\d+, where no PostgreSQL answers/;
    await until(() => line.test(started.output()));
    const [row] = await database.query<{ status: string }>('select status from tenants');
    expect(row?.status).toBe('active');
    const away = { ...env, TENANT_DB_PORT: String(closed) };
    const found = await spawnCommand(away, 'doctor', '--fix').result;
    expect(found.out).toMatch(/^server away +- +The server of TENANT_DB_\* does not answer/m);
    expect(found.code).toBe(1);
    const list = await spawnCommand(away, 'tenants', 'list').result;
    expect(list).toMatchObject({ code: 0, out: expect.stringMatching(/^x +active +unknown/m) });
    started.child.kill('SIGTERM');
    await started.ended;
  });
});

describe('a database that a newer version has worked on', () => {
  it('is left to that version, and doctor tells it', async () => {
    const env = { DATABASE_URL: database.url, ENCRYPTION_KEY: KEY, TENANT_DB_PREFIX: database.tenantPrefix };
    await spawnCommand(env, 'migrate').result;
    await database.query("insert into portolan_migrations (name) values ('9999-of-tomorrow')");
    const started = await spawnServer(env);
    expect(await started.ended).toBe(1);
    expect(started.errors()).toMatch(/^Configuration: DATABASE_URL .* newer version .*9999-of-tomorrow.*\n$/);
    const migrated = await spawnCommand(env, 'migrate').result;
    expect(migrated).toMatchObject({ code: 2, err: expect.stringContaining('9999-of-tomorrow') });
    const { out, code } = await spawnCommand(env, 'doctor', '--fix').result;
    expect(out).toMatch(/^newer version +- +9999-of-tomorrow/m);
    expect(code).toBe(1);
    await database.query("delete from portolan_migrations where name = '9999-of-tomorrow'");
    expect((await spawnCommand(env, 'doctor').result).out).not.toContain('newer version');
  });
});

describe('the command line', () => {
  it('tells the same, with its own exit code', async () => {
    const env = { ...own(), DATABASE_URL: url('owner', 'nowhere') };
    const { out, err, code } = await spawnCommand(env, 'doctor').result;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^Configuration: DATABASE_URL names the database nowhere, .*\n$/);
  });
});
