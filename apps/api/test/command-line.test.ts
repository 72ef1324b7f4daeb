import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createProgram, EXIT, type Io, run } from '@portolan/cli';
import { buildClient } from '@portolan/client-package';
import { type ClientPackage, serveClient } from '@portolan/http';
import { withDatabase } from '@portolan/testing';
import { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClientPackage } from '../src/client-package.ts';
import { type Listening, serve } from '../src/serve.ts';
import { type Harness, MEMBER_PASSWORD, startHarness } from './harness.ts';

const execute = promisify(execFile);
const DOCUMENT = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));
const SHOP_PASSWORD = `shop ${randomBytes(12).toString('hex')}`;

let api: Harness;
let server: Listening;
/** Where everything is kept that the commands keep. */
let home: string;
let shop: { host: string; port: string; name: string; login: string };
let database: pg.Client;
/** An API key of the tenant: the caller of all that is asked inside this process. */
let key: string;
const hub = () => `http://127.0.0.1:${server.port}`;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'portolan-cli-'));
  [api] = await Promise.all([startHarness(), buildClient(path.join(home, 'client'))]);
  api.secrets.add(SHOP_PASSWORD);
  const door = new Hono();
  serveClient(door, (await openClientPackage(path.join(home, 'client'))) as ClientPackage);
  door.all('*', (c) => api.app.fetch(new Request(c.req.url.replace(hub(), api.origin), c.req.raw)));
  server = await serve(door, { host: '127.0.0.1', port: 0 });

  const tenantId = await api.createTenant(await api.token(), 'tools');
  const { id, token } = await api.member(tenantId, 'admin');
  await api.database.query("update users set email = 'ada@example.com' where id = $1", [id]);
  await api.createTenant(await api.token(), 'other');
  await api.join(await tenantIdOf('other'), id, 'viewer');
  const permissions = ['connections:read', 'connections:write', 'connections:test', 'connections:introspect'];
  const body = { name: 'job', permission_ids: [...permissions, 'connections:delete', 'audit:read'] };
  key = (await api.ask('POST', '/api/v1/api-keys', { token, tenant: 'tools', body })).body.key;
  await fillShop();
});
afterAll(async () => {
  await database.end();
  await server.drain();
  await api.close();
  await rm(home, { recursive: true, force: true });
});

async function tenantIdOf(slug: string): Promise<string> {
  return (await api.database.query<{ id: string }>('select id from tenants where slug = $1', [slug]))[0]?.id as string;
}

/** A database beside those of the tenants, which goes with them. */
async function fillShop(): Promise<void> {
  const { serverUrl, tenantPrefix } = api.database;
  const { hostname, port } = new URL(serverUrl);
  shop = { host: hostname, port, name: `${tenantPrefix}shop`, login: `${tenantPrefix}reader` };
  const maintenance = new pg.Client({ connectionString: serverUrl });
  await maintenance.connect();
  await maintenance.query(`create database ${shop.name}`);
  await maintenance.query(`create role ${shop.login} login password '${SHOP_PASSWORD}'`);
  await maintenance.end();
  database = new pg.Client({ connectionString: withDatabase(serverUrl, shop.name) });
  await database.connect();
  await database.query(`create schema sales;
    create table sales.customers (id int primary key, email text not null);
    create table sales.orders (id int primary key, customer_id int not null references sales.customers);
    comment on table sales.customers is E'Who buys \\u001b[31mred\\u009b2J';
    grant usage on schema sales to ${shop.login};
    grant select on all tables in schema sales to ${shop.login}`);
}

interface Given {
  stdin?: string;
  env?: Record<string, string>;
  /** What a person types, at a terminal of so many columns. */
  columns?: number;
  typed?: string;
  /** Hears the answer, and what is said beside it, as they grow. */
  onOut?: (text: string) => void;
  onErr?: (text: string) => void;
  hostname?: string;
  /** The pages that a browser was to open. */
  opened?: string[];
}

function heard(onGrown: (text: string) => void = () => {}) {
  let text = '';
  const write = (piece: Buffer, _: string, done: () => void) => {
    text += piece;
    onGrown(text);
    done();
  };
  return { stream: new Writable({ write }), text: () => text };
}

/** A person, or a program, at the other end of a command. */
function worldOf(given: Given) {
  const isTTY = given.columns !== undefined;
  const stdin = new PassThrough();
  const [stdout, stderr] = [heard(given.onOut), heard(given.onErr)];
  stdin.end(given.stdin ?? (given.typed === undefined ? '' : `${given.typed}\n`));
  const io: Io = {
    env: { XDG_CONFIG_HOME: home, PORTOLAN_URL: hub(), PORTOLAN_API_KEY: key, ...given.env },
    platform: 'linux',
    home,
    hostname: given.hostname ?? 'workshop',
    openPage: async (url) => Boolean(given.opened?.push(url)),
    stdin: Object.assign(stdin, { isTTY: given.typed !== undefined }),
    stdout: Object.assign(stdout.stream, { isTTY, columns: given.columns ?? 80 }),
    stderr: Object.assign(stderr.stream, { isTTY }),
  };
  return { io, out: stdout.text, err: stderr.text };
}

/** One command, inside this process. */
async function portolan(words: readonly string[], given: Given = {}) {
  const { io, out, err } = worldOf(given);
  const exit = await run(words, io);
  return { exit, out: out(), err: err() };
}

const said = (line: string, given?: Given) => portolan(line.split(' '), given);
const json = async (line: string) => JSON.parse((await said(`${line} --json`)).out);

describe('docs/cli.md', () => {
  it('says what works, from an empty folder: each command of it', { timeout: 120_000 }, async () => {
    const text = await readFile(DOCUMENT, 'utf8');
    const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
    expect(commands.length).toBeGreaterThan(30);
    const script = commands.map((command) => `${command}\necho "=== $?"`);
    const real = script
      .join('\n')
      .replaceAll('https://hub.example', hub())
      .replace('--host db.example --port 5432 --database shop --username reader', () => {
        return `--host ${shop.host} --port ${shop.port} --database ${shop.name} --username ${shop.login}`;
      });
    const folder = await mkdtemp(path.join(home, 'folder-'));
    const { PATH } = process.env;
    const env = {
      HOME: folder,
      PATH: `${path.dirname(process.execPath)}:${path.join(folder, 'npm/bin')}:${PATH}`,
      PASSWORD: MEMBER_PASSWORD,
      SHOP_PASSWORD,
      npm_config_prefix: path.join(folder, 'npm'),
      npm_config_registry: 'http://127.0.0.1:1/',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_yes: 'true',
    };
    const { stdout } = await execute('bash', ['-c', real], { cwd: folder, env });
    const ends = [...stdout.matchAll(/^=== (\d+)$/gm)].map(([, end]) => end);
    expect(commands.filter((_, index) => ends[index] !== '0')).toEqual([]);
    expect(ends).toHaveLength(commands.length);
    for (const told of ['ada@example.com', 'Connection successful', 'team:sales', 'customer_id', 'Nothing breaks.']) {
      expect(stdout).toContain(told);
    }
    expect(await readFile(path.join(folder, 'shop.ts'), 'utf8')).toContain('export interface Database');
    const events = (await readFile(path.join(folder, 'audit.ndjson'), 'utf8')).trim().split('\n');
    expect(events.map((line) => JSON.parse(line).action)).toContain('connections:create');
    // Signed out: nothing is left to sign in with.
    expect(await readdir(path.join(folder, '.config/portolan'))).toEqual([]);
  });
});

describe('portolan', () => {
  it('says of every command what it is for, and of a wrong one what is there', async () => {
    const { program } = createProgram(worldOf({}).io);
    const pathsOf = (command: typeof program, above: string[]): string[][] =>
      command.commands.flatMap((each) => [[...above, each.name()], ...pathsOf(each, [...above, each.name()])]);
    const paths = pathsOf(program, []).filter(([first]) => first !== '__complete');
    expect(paths.length).toBeGreaterThan(20);
    for (const words of paths) {
      const { exit, out } = await portolan([...words, '--help'], { columns: 80 });
      expect([words, exit, out.split('\n').every((line) => line.length <= 80)]).toEqual([words, EXIT.ok, true]);
      expect(out).toMatch(/^Usage: portolan [^\n]*(\n[^\n]+)*\n\n[^\n]+/);
      expect(out).toContain('--json');
    }
    expect(await said('conections')).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('Did you mean connections?'),
    });
    expect((await said('tables')).err).toBe(
      "Error: Missing required argument 'connection'. `portolan help` and `--help` behind each command say what there is.\n",
    );
    expect(await portolan([])).toMatchObject({ exit: EXIT.usage, out: '' });
  });

  it('tells each failure in a sentence, ends as it says, and shows no stack', async () => {
    const ends = async (line: string, given?: Given) => {
      const { exit, err, out } = await said(line, given);
      expect([out, err.split('\n').length]).toEqual(['', 2]);
      return [exit, err.trim()];
    };
    expect(await ends('whoami', { env: { PORTOLAN_URL: 'http://127.0.0.1:1' } })).toEqual([
      EXIT.refused,
      'Error: The hub at http://127.0.0.1:1 cannot be reached: check the address (--url, PORTOLAN_URL) and the network.',
    ]);
    expect(await ends('whoami', { env: { PORTOLAN_API_KEY: `${key}x` } })).toEqual([
      EXIT.refused,
      expect.stringMatching(
        /or no longer: use `portolan login`, or set PORTOLAN_API_KEY to a key that has not expired\.$/,
      ),
    ]);
    expect(await ends('whoami', { env: { PORTOLAN_API_KEY: '' } })).toEqual([
      EXIT.refused,
      expect.stringMatching(/^Error: You are not signed in at http/),
    ]);
    expect(await ends('whoami --url hub')).toEqual([EXIT.usage, expect.stringContaining('write it as https://')]);
    expect(await ends('connections get Nowhere')).toEqual([EXIT.refused, expect.stringContaining('named Nowhere')]);
    expect(await ends('connections get 018f0000-0000-7000-8000-000000000000')).toEqual([
      EXIT.refused,
      expect.any(String),
    ]);
    expect(await ends('connections list --tenant other')).toEqual([EXIT.refused, expect.any(String)]);
    expect(await ends('connections create x --kind postgresql --host a/b')).toEqual([
      EXIT.usage,
      'Error: host: Host is a name or an address, not a URL or a path.',
    ]);
    expect(await ends('explain connections:fly')).toEqual([EXIT.usage, expect.stringContaining('permission')]);
    const told = await said('connections get Nowhere --json');
    expect(JSON.parse(told.err)).toEqual({ error: { code: 'NOT_FOUND', message: expect.any(String) } });
  });

  it('creates, tests, edits and deletes, with the secret from the standard input alone', async () => {
    const words = ['connections', 'create', 'Till', '--kind', 'postgresql', '--host', shop.host, '--port', shop.port];
    const more = ['--database', shop.name, '--username', shop.login, '--password-stdin'];
    const created = await portolan([...words, ...more], { stdin: `${SHOP_PASSWORD}\n` });
    expect([created.exit, created.err]).toEqual([EXIT.ok, '']);
    const { id } = await json('connections get Till');
    expect(await json(`connections get ${id}`)).toMatchObject({ name: 'Till', credentialState: 'ready' });
    const tested = await said('connections test till');
    expect(tested.exit).toBe(EXIT.ok);
    expect(
      tested.out
        .split('\n')
        .map((line) => line.slice(0, 10).trim())
        .slice(0, 3),
    ).toEqual(['✓ config', '✓ policy', '✓ dns']);
    expect(await said('connections list')).toMatchObject({ out: expect.stringMatching(/Till .*works \d{4}-/) });

    expect((await said('connections edit Till --host 127.0.0.2 --port 1')).err).toContain('enter it again');
    const failed = await said('connections test Till');
    expect([failed.exit, failed.out]).toEqual([EXIT.no, expect.stringMatching(/✗ config/)]);
    expect(await said('connections edit Till --password-stdin', { stdin: 'wrong' })).toMatchObject({ exit: EXIT.ok });
    expect(await json('connections test Till')).toMatchObject({ success: false, stage: 'tcp' });

    expect(await said('connections delete Till')).toMatchObject({ exit: EXIT.usage });
    expect(await said('connections delete Till', { typed: 'n' })).toMatchObject({ exit: EXIT.no });
    expect(await said('connections delete Till', { typed: 'y' })).toMatchObject({ exit: EXIT.ok });
    expect(await json('connections list')).toEqual([]);
  });

  it('tells the stages of a test as they end', async () => {
    const sockets: Socket[] = [];
    // Takes the call and says nothing, until it is hung up on.
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    await said(
      `connections create Mute --kind postgresql --host 127.0.0.1 --port ${port} --username u --password-stdin`,
      {
        stdin: 'p',
      },
    );
    const onOut = (text: string) => {
      if (text.includes('✓ tcp')) for (const socket of sockets) socket.destroy();
    };
    const { exit, out } = await said('connections test Mute', { onOut });
    expect([exit, out]).toEqual([EXIT.no, expect.stringMatching(/✗ (tcp .*broken off|auth .*closed)/)]);
    silent.close();
    await said('connections delete Mute --yes');
  });

  it('ends a job where a file or a schema is not as it was', async () => {
    const words = ['connections', 'create', 'Ship', '--kind', 'postgresql', '--host', shop.host, '--port', shop.port];
    const more = ['--database', shop.name, '--username', shop.login, '--password-stdin'];
    await portolan([...words, ...more], { stdin: SHOP_PASSWORD });
    const file = path.join(home, 'ship.ts');
    const check = ['types', 'Ship', '--target', 'zod', '--out', file, '--check'];
    expect((await said('snapshot Ship')).out).toMatch(/^Something has changed: 2 tables, 4 columns, in /);
    expect(await portolan(check)).toMatchObject({ exit: EXIT.no, out: expect.stringContaining('+export const ') });
    expect((await portolan(check.slice(0, -1))).exit).toBe(EXIT.ok);
    expect(await portolan(check)).toMatchObject({ exit: EXIT.ok, out: '' });
    expect(await said('diff Ship')).toMatchObject({
      exit: EXIT.refused,
      err: expect.stringContaining('no two snapshots'),
    });

    await database.query('alter table sales.customers add column phone text');
    expect(await said('diff Ship --refresh --breaking')).toMatchObject({ exit: EXIT.ok, out: 'Nothing breaks.\n' });
    expect((await said('diff Ship')).out).toBe(
      '+ sales.customers.columns.phone: a new column that need not be written\n',
    );
    await database.query('alter table sales.customers drop column email');
    const broken = await said('diff Ship --refresh --breaking');
    expect(broken.exit).toBe(EXIT.no);
    expect(broken.out).toMatch(/^- sales\.customers\.columns\.email: .*\(breaks who reads and writes\)\n$/);
    expect((await json('diff Ship')).breaking).toBe(true);
    const changed = await portolan(check);
    expect([changed.exit, changed.out]).toEqual([EXIT.no, expect.stringMatching(/^-\s+email: .*\n\+\s+phone: /m)]);
    expect(await said('search phone')).toMatchObject({ out: expect.stringContaining('sales.customers') });
  });

  it('shows what a database says without obeying it, in a terminal that is narrow', async () => {
    // What a terminal would obey.
    const obeyed = new RegExp(['\u001b', '\u009b'].join('|'));
    const wide = await said('tables Ship --json');
    expect(JSON.parse(wide.out).map((one: { comment: string | null }) => one.comment)[0]).toMatch(/^Who buys /);
    expect(wide.out).not.toMatch(obeyed);
    const narrow = await said('tables Ship', { columns: 40 });
    const shown = narrow.out.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '');
    expect(shown).not.toMatch(obeyed);
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(shown).toContain('…');
    expect(narrow.out).toContain('\u001b[1m');
    expect((await said('tables Ship', { columns: 40, env: { NO_COLOR: '1' } })).out).toBe(shown);
    expect((await said('tables Ship')).out).not.toMatch(obeyed);
    const under = await said('snapshot Ship', { columns: 80 });
    expect(under.err).toContain('Reading the schema');
    expect((await said('snapshot Ship')).err).toBe('');
  });

  it('keeps a session for its owner alone, and tells it to its own hub alone', async () => {
    const env = { PORTOLAN_API_KEY: '', XDG_CONFIG_HOME: path.join(home, 'kept') };
    const stranger = new Hono();
    const heard: (string | undefined)[] = [];
    stranger.all('*', (c) => {
      heard.push(c.req.header('authorization'));
      return c.text('nothing here', 404);
    });
    const elsewhere = await serve(stranger, { host: '127.0.0.1', port: 0 });

    const typed = await said('login --email ada@example.com', { env, typed: MEMBER_PASSWORD, columns: 80 });
    expect([typed.exit, typed.err]).toEqual([EXIT.ok, expect.stringMatching(/^Password: \r?\n/)]);
    expect(typed.out + typed.err).not.toContain(MEMBER_PASSWORD);
    const folder = path.join(home, 'kept/portolan');
    const modes = await Promise.all(
      [folder, path.join(folder, 'config.json')].map(async (one) => (await stat(one)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600]);
    expect(await said('connections list', { env })).toMatchObject({
      exit: EXIT.refused,
      err: expect.stringContaining('Name a tenant'),
    });
    expect(await said('tenants use other', { env })).toMatchObject({ exit: EXIT.ok });
    expect((await said('tenants', { env })).out).toMatch(/other .*in use/);
    expect(await said('explain connections:delete', { env })).toMatchObject({
      exit: EXIT.no,
      out: expect.stringMatching(/^No\. /),
    });
    const lost = await said('whoami', { env: { ...env, PORTOLAN_URL: `http://127.0.0.1:${elsewhere.port}` } });
    expect([lost.exit, heard]).toEqual([EXIT.refused, []]);
    const keyed = { ...env, PORTOLAN_URL: `http://127.0.0.1:${elsewhere.port}`, PORTOLAN_API_KEY: 'other' };
    expect((await said('whoami', { env: keyed })).err).toContain('answers, but not as a hub does');
    await elsewhere.drain();

    const { token } = JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8'));
    expect(await said('logout', { env })).toMatchObject({ exit: EXIT.ok });
    expect((await api.ask('GET', '/api/v1/tenants', { token })).status).toBe(401);
    await writeFile(path.join(folder, 'config.json'), '{"url"');
    expect(await said('whoami', { env })).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('mend or remove it'),
    });
    await rm(path.join(folder, 'config.json'));
    expect(await said('login --api-key', { env, stdin: key })).toMatchObject({ exit: EXIT.ok });
    const told = (await said('whoami', { env })).out;
    expect(told).toMatch(/by API key .+ \(ptl_[0-9a-f]{8}…\)/);
    expect(told).toContain('it is revoked');
    expect(told).toMatch(/^Tenant +tools$/m);
    const bearer = { PORTOLAN_API_KEY: await api.token('ada@example.com', MEMBER_PASSWORD) };
    expect((await said('whoami', { env: bearer })).out).toContain('by session');
  });

  it('signs in by a browser: who approves the code there is who it asks as', async () => {
    const env = (name: string) => ({ PORTOLAN_API_KEY: '', XDG_CONFIG_HOME: path.join(home, name), DISPLAY: ':0' });
    const token = await api.token('ada@example.com', MEMBER_PASSWORD);
    const tenant_id = await tenantIdOf('other');
    /** What a person does in the browser once the code is there. */
    const once = (act: (userCode: string) => Promise<unknown>) => {
      let isDone = false;
      return (text: string) => {
        const [code] = /[A-Z]{4}-[A-Z]{4}/.exec(text) ?? [];
        if (code && !isDone) void act(code);
        isDone ||= code !== undefined;
      };
    };
    const decide = (verb: string, more: object = {}) =>
      once((user_code) => api.ask('POST', `/api/v1/auth/hand-overs/${verb}`, { token, body: { user_code, ...more } }));
    const opened: string[] = [];
    const [approved, refused, late, left] = await Promise.all([
      said('login', { env: env('one'), columns: 80, typed: '', opened, onErr: decide('approve', { tenant_id }) }),
      // A program that nobody types into: whoever reads what it says decides.
      said('login --no-browser', { env: env('two'), opened, onErr: decide('refuse') }),
      said('login --json', {
        env: env('three'),
        typed: '',
        hostname: 'attic',
        onErr: once(() => api.database.query("update hand_overs set expires_at = now() where device = 'attic'")),
      }),
      said('login', { env: env('four'), typed: '\u0003' }),
    ]);
    expect([approved.exit, approved.out]).toEqual([EXIT.ok, `Signed in at ${hub()} as ada@example.com, in other.\n`]);
    expect(approved.err).toContain('Waiting for the approval');
    expect(opened).toEqual([expect.stringMatching(/^http:\/\/localhost\/activate#code=[A-Z]{4}-[A-Z]{4}$/)]);
    expect([refused.exit, refused.err]).toEqual([
      EXIT.refused,
      expect.stringContaining('It was refused in the browser'),
    ]);
    expect([late.exit, late.out]).toEqual([EXIT.refused, '']);
    expect(JSON.parse(late.err.split('\n').at(-2) ?? '')).toMatchObject({ error: { code: 'EXPIRED' } });
    expect([left.exit, left.err]).toEqual([EXIT.interrupted, expect.stringMatching(/Error: Interrupted\.\n$/)]);
    expect(await said('login', { env: env('two') })).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringMatching(/set PORTOLAN_API_KEY, or use --email/),
    });

    const devices = async () =>
      (await api.ask('GET', '/api/v1/auth/sessions', { token })).body.map(
        (one: { user_agent: string }) => one.user_agent,
      );
    expect(await devices()).toContain('portolan on workshop');
    expect((await said('explain connections:delete', { env: env('one') })).out).toMatch(/^No\. /);
    // Signing in anew ends what was kept before, and signing out the rest.
    const again = await said('login --email ada@example.com', { env: env('one'), stdin: MEMBER_PASSWORD });
    expect([again.exit, await devices()]).toEqual([EXIT.ok, expect.not.arrayContaining(['portolan on workshop'])]);
    expect((await said('logout', { env: env('one') })).exit).toBe(EXIT.ok);
  });

  it('completes in a shell what there is', async () => {
    const offered = async (...words: string[]) =>
      (await portolan(['__complete', '--', ...words])).out.trim().split('\n');
    expect(await offered('conn')).toEqual(['connections']);
    expect(await offered('connections', '')).toEqual(['list', 'get', 'create', 'edit', 'delete', 'test']);
    expect(await offered('types', 'Ship', '--target', '')).toEqual(['typescript', 'kysely', 'zod']);
    expect(await offered('types', '--ch')).toEqual(['--check']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('--js')).toEqual(['--json']);
    const { out } = await said('completion bash');
    const asked = `portolan() { local IFS=' '; [ "$*" = "__complete -- types Ship --" ] && printf -- '--out\\n--check\\n'; }
      COMP_WORDS=(portolan types Ship --); COMP_CWORD=3; _portolan; echo "\${COMPREPLY[@]}"`;
    expect((await execute('bash', ['-c', `${out}\n${asked}`])).stdout).toBe('--out --check\n');
  });
});
