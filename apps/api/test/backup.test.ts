import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { freePort, ready, type ServerProcess, spawnCommand, spawnServer } from '@portolan/testing';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const PASSWORD = 'operator-password-1';
const KEY_OF_CELLAR = 'planted-key-of-a-hypervisor';
const newKey = () => randomBytes(32).toString('base64');
type Env = Record<string, string>;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'portolan-backup-'));
  // The account of an embedded server has to pass through it.
  await chmod(home, 0o755);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A server of the product, and who asks it. */
class Running {
  readonly #server: ServerProcess;
  token = '';

  constructor(server: ServerProcess) {
    this.#server = server;
  }

  static async start(env: Env): Promise<Running> {
    const running = new Running(await ready(await spawnServer({ PORT: String(await freePort()), ...env })));
    const login = { username: 'operator@portolan.local', password: PASSWORD };
    running.token = (await running.ask('POST', '/api/v1/auth/token', login)).body.access_token;
    expect(running.token).toBeTruthy();
    return running;
  }

  // biome-ignore lint/suspicious/noExplicitAny: bodies of any kind of answer, looked at by the test
  async ask(method: string, where: string, body?: object, tenant?: string): Promise<{ status: number; body: any }> {
    const headers = {
      'content-type': 'application/json',
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      ...(tenant ? { 'x-tenant-id': tenant } : {}),
    };
    const answer = await fetch(this.#server.url + where, { method, headers, body: body ? JSON.stringify(body) : null });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : null };
  }

  async stop(): Promise<void> {
    this.#server.child.kill('SIGTERM');
    await this.#server.ended;
  }
}

/** Where a connection of the tests leads: the PostgreSQL of the test run. */
function target() {
  const { hostname, port, username, password } = new URL(inject('postgresUrl' as never) as string);
  const login = { username, password: decodeURIComponent(password) };
  return { dbType: 'postgresql', host: hostname, port: Number(port), databaseName: 'postgres', ...login };
}

/** A hypervisor that is reached with a key, and a machine of a tenant on it, with its log and a quota. */
async function plantMachine(server: Running, { query }: TestPostgres): Promise<void> {
  const body = { name: 'Cellar', uri: 'qemu+ssh://root@cellar.invalid/system', private_key: KEY_OF_CELLAR };
  const { id } = (await server.ask('POST', '/api/v1/hypervisors', body)).body;
  const limits = { machines: 3, cpu: null, memory_gb: 8, disk_gb: null };
  expect((await server.ask('PUT', '/api/tenants/north/vm-quota', limits)).status).toBe(200);
  await query(
    `with made as (
       insert into vms (id, tenant_id, hypervisor_id, owner_id, name, told_name, status, cpu, memory_mib, disk_mib, source_type, step)
       select gen_random_uuid(), id, $1, gen_random_uuid(), 'Kept', 'Kept', 'STOPPED', 1, 128, 1024, 'template', 'made'
       from tenants where slug = 'north' returning id, tenant_id
     ) insert into vm_events (tenant_id, vm_id, level, message) select tenant_id, id, 'INFO', 'Made, and started' from made`,
    [id],
    'portolan',
  );
}

/** Two tenants with what tenants have: connections with credentials, a snapshot, an audit log; and one that is deleted. */
async function live(server: Running, own?: TestPostgres): Promise<{ connection: string; before: unknown }> {
  for (const slug of ['north', 'south', 'gone']) {
    expect((await server.ask('POST', '/api/tenants', { name: slug, slug })).status).toBe(201);
  }
  expect((await server.ask('DELETE', '/api/tenants/gone')).status).toBe(204);
  const odd = { name: 'Tab\t back\\slash \\. "quotes" 🚢', description: 'line\nbreak\\N', ...target() };
  const made = await server.ask('POST', '/api/connections', odd, 'north');
  const connection: string = made.body.data.id;
  expect((await server.ask('POST', `/api/connections/${connection}/refresh`, {}, 'north')).status).toBe(200);
  expect((await server.ask('POST', '/trpc/health.checkNow', { id: connection }, 'north')).status).toBe(200);
  if (own) await plantMachine(server, own);
  return { connection, before: await look(server, connection) };
}

/** What must be the same before and after. */
async function look(server: Running, connection: string) {
  const of = async (where: string, tenant?: string) => (await server.ask('GET', where, undefined, tenant)).body;
  const snapshots = await of(`/api/connections/${connection}/snapshots`, 'north');
  const tenants = await of('/api/tenants');
  return {
    tenants: tenants.map(({ slug, status, created_at }: Record<string, string>) => ({ slug, status, created_at })),
    connection: (await of(`/api/connections/${connection}`, 'north')).data,
    snapshots,
    uptime: (await of(`/api/connections/${connection}/health`, 'north')).data.uptime,
    roles: await of('/api/v1/roles', 'south'),
    machines: await lookAtMachines(of),
    events: (await of('/api/v1/audit-events', 'north')).items.map(({ id }: { id: string }) => id),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of any kind of answer, looked at by the test
async function lookAtMachines(of: (where: string, tenant?: string) => Promise<any>) {
  const { items = [] } = await of('/api/v1/vms', 'north');
  const hypervisors = (await of('/api/v1/hypervisors')).items as Record<string, unknown>[];
  return {
    items,
    logs: items.length > 0 ? await of(`/api/v1/vms/${items[0].id}/logs`, 'north') : [],
    quota: (await of('/api/v1/vm-quota', 'north')).limits,
    hypervisors: hypervisors.map(({ id, name, uri, pools, credential_state, machines }) => {
      return { id, name, uri, pools, credential_state, machines };
    }),
  };
}

async function expectAlive(server: Running, { connection, before }: { connection: string; before: unknown }) {
  expect(await look(server, connection)).toEqual(before);
  const test = await server.ask('POST', `/api/connections/${connection}/test`, undefined, 'north');
  expect(test.body.data).toMatchObject({ success: true });
  const verified = await server.ask('GET', '/api/v1/audit-events/verify', undefined, 'north');
  expect(verified.body).toMatchObject({ ok: true });
  expect((await server.ask('POST', '/api/tenants', { name: 'New', slug: 'new' })).status).toBe(201);
  expect((await server.ask('POST', '/api/tenants/gone/restore')).status).toBe(200);
}

const command = async (env: Env, ...args: string[]) => {
  const ended = await spawnCommand(env, ...args).result;
  for (const secret of [env.ENCRYPTION_KEY, PASSWORD]) if (secret) expect(ended.out + ended.err).not.toContain(secret);
  return ended;
};

/** An own server with an owner as operators make it: no superuser. */
async function freshServer(version: '15' | '18'): Promise<TestPostgres & { url: string }> {
  const server = await startTestPostgres({ version });
  await server.query("create role keeper login createdb createrole password 'keepers-own'");
  await server.query('create database portolan owner keeper');
  return { ...server, url: `postgresql://keeper:keepers-own@${server.host}:${server.port}/portolan` };
}

describe('a backup of own servers', () => {
  const ENCRYPTION_KEY = newKey();
  let folder: string;
  let lived: Awaited<ReturnType<typeof live>>;
  const envOf = ({ url }: { url: string }): Env => ({
    DATABASE_URL: url,
    ENCRYPTION_KEY,
    PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
    PORTOLAN_RATE_LIMIT: 'off',
    PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
  });

  beforeAll(async () => {
    await using source = await freshServer('15');
    const server = await Running.start(envOf(source));
    lived = await live(server, source);
    folder = path.join(home, 'own');
    const made = await command(envOf(source), 'backup', folder);
    expect(made).toMatchObject({ err: '', code: 0 });
    expect(made.out).toMatch(/^4 databases, /m);
    await server.stop();
  });

  it('is a folder for its owner alone: files of SQL, and a manifest that tells everything but keys', async () => {
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      format: 1,
      product: expect.any(String),
      servers: { system: expect.stringMatching(/^15/) },
      keys: [expect.stringMatching(/^[0-9a-f]{16}$/)],
    });
    expect(manifest.tenants.map(({ slug }: { slug: string }) => slug)).toEqual(['gone', 'north', 'south']);
    expect(manifest.system.tables).toMatchObject({
      tenants: 3,
      data_connections: 1,
      users: 1,
      sessions: 0,
      hypervisors: 1,
      vms: 1,
    });
    expect(manifest.system.migrations).toContain('0010-operations');
    for (const file of await readdir(folder, { recursive: true })) {
      const { mode } = await stat(path.join(folder, file));
      expect(mode & 0o077).toBe(0);
    }
    const sql = gunzipSync(await readFile(path.join(folder, 'system.sql.gz'))).toString();
    expect(sql).toContain('COPY public.data_connections (');
    for (const secret of [ENCRYPTION_KEY, KEY_OF_CELLAR, target().password]) {
      expect(sql + JSON.stringify(manifest)).not.toContain(secret);
    }
  });

  it('is not written over another, and a folder that cannot be is named', async () => {
    await using server = await freshServer('15');
    await command(envOf(server), 'migrate');
    const refused = { code: 1, out: '' };
    const occupied = await command(envOf(server), 'backup', folder);
    expect(occupied).toMatchObject({ ...refused, err: expect.stringMatching(/is not empty/) });
    for (const place of ['/proc/portolan/backup', '/dev/null/backup', '/dev/null']) {
      const err = expect.stringMatching(new RegExp(`^${place} cannot be used for a backup \\(E[A-Z]+\\)\n$`));
      expect(await command(envOf(server), 'backup', place)).toMatchObject({ ...refused, err });
    }
  });

  it.each(['15', '18'] as const)('comes back onto a fresh PostgreSQL %s, with all that was in it', async (version) => {
    await using there = await freshServer(version);
    const restored = await command(envOf(there), 'restore', folder);
    expect(restored).toMatchObject({ err: '', code: 0 });
    expect(await command(envOf(there), 'doctor')).toMatchObject({
      code: 1,
      // Of this hypervisor there is no more than its row; of all else there is nothing to say.
      out: expect.stringMatching(/^PROBLEM .*\nhypervisor away .*\n\nportolan doctor .*\n$/),
    });
    expect(await command(envOf(there), 'audit', 'verify')).toMatchObject({ code: 0 });
    const server = await Running.start(envOf(there));
    await expectAlive(server, lived);
    await server.stop();
    // Where something is there is no room for it any more.
    expect(await command(envOf(there), 'restore', folder)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/not empty/),
    });
  });

  it('comes back onto another server of tenants, under another prefix', async () => {
    await using there = await freshServer('18');
    await using tenants = await freshServer('15');
    const apart = {
      TENANT_DB_HOST: tenants.host,
      TENANT_DB_PORT: String(tenants.port),
      TENANT_DB_PREFIX: 'moved_',
    };
    expect(await command({ ...envOf(there), ...apart }, 'restore', folder)).toMatchObject({ err: '', code: 0 });
    const names = await tenants.query<{ datname: string }>(
      "select datname from pg_database where datname like 'moved%'",
    );
    expect(names.map(({ datname }) => datname).sort()).toEqual(['moved_gone', 'moved_north', 'moved_south']);
    const server = await Running.start({ ...envOf(there), ...apart });
    await expectAlive(server, lived);
    await server.stop();
  });

  it('is refused without its key, damaged, or where a database of that name is, and nothing is made', async () => {
    await using there = await freshServer('15');
    const env = envOf(there);
    const tables = () =>
      there.query("select from pg_class where relnamespace = 'public'::regnamespace", [], 'portolan');
    const refused = async (settings: Env, where: string, reason: RegExp) => {
      const { code, out, err } = await command(settings, 'restore', where);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).toMatch(reason);
      expect(code).not.toBe(0);
      expect(out).toBe('');
      expect(await tables()).toHaveLength(0);
    };
    const [id] = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')).keys;
    await refused({ ...env, ENCRYPTION_KEY: newKey() }, folder, new RegExp(`^Configuration: ENCRYPTION_KEY.*${id}`));
    await refused(env, home, /no whole backup/);
    const damaged = path.join(home, 'damaged');
    await cp(folder, damaged, { recursive: true });
    await writeFile(path.join(damaged, 'tenants/north.sql.gz'), 'x');
    await refused(env, damaged, /north\.sql\.gz of the backup is damaged/);
    await rm(path.join(damaged, 'tenants/north.sql.gz'));
    await refused(env, damaged, /north\.sql\.gz of the backup is missing/);
    await there.query('create database dbtools_tenant_south');
    const { err, code } = await command(env, 'restore', folder);
    expect([code, err]).toEqual([1, expect.stringMatching(/has a database dbtools_tenant_south already/)]);
    expect(await tables()).toHaveLength(0);
    await there.query('drop database dbtools_tenant_south');
    expect(await command(env, 'restore', folder)).toMatchObject({ code: 0 });
  });

  it('goes on where it was cut short, and nothing starts to work with what is half there', async () => {
    await using there = await freshServer('15');
    const env = envOf(there);
    const cut = spawnCommand(env, 'restore', folder);
    const begun = async () =>
      (await there.query<{ datname: string }>("select datname from pg_database where datname like 'dbtools%'")).length >
      0;
    while (cut.child.exitCode === null && !(await begun())) await new Promise((resolve) => setTimeout(resolve, 2));
    cut.child.kill('SIGKILL');
    await cut.result;
    const server = await spawnServer(env);
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toMatch(/^Configuration: DATABASE_URL .*restore again$/);
    expect(await command(env, 'restore', folder)).toMatchObject({ err: '', code: 0 });
    const alive = await Running.start(env);
    await expectAlive(alive, lived);
    await alive.stop();
  }, 60_000);
});

describe('a backup of the embedded PostgreSQL', () => {
  it('comes back into an empty data dir with its key, the sample included', async () => {
    const [before, after, folder] = ['before', 'after', 'embedded'].map((name) => path.join(home, name)) as [
      ...[string, string, string],
    ];
    const env = { PORTOLAN_OPERATOR_PASSWORD: PASSWORD, PORTOLAN_RATE_LIMIT: 'off' };
    const server = await Running.start({ ...env, PORTOLAN_DATA_DIR: before });
    const lived = await live(server);
    expect(await command({ PORTOLAN_DATA_DIR: before }, 'backup', folder)).toMatchObject({ err: '', code: 0 });
    await server.stop();
    const key = await readFile(path.join(before, 'encryption.key'));
    await rm(before, { recursive: true });

    const refused = await command({ PORTOLAN_DATA_DIR: after }, 'restore', folder);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Configuration: ENCRYPTION_KEY .*encryption\.key\n$/),
    });
    await mkdir(after);
    await writeFile(path.join(after, 'encryption.key'), key, { mode: 0o600 });
    expect(await command({ PORTOLAN_DATA_DIR: after }, 'restore', folder)).toMatchObject({ err: '', code: 0 });
    const again = await Running.start({ ...env, PORTOLAN_DATA_DIR: after });
    const { body } = await again.ask('GET', '/api/connections', undefined, 'demo');
    const sample = await again.ask('POST', `/api/connections/${body.data.items[0].id}/test`, undefined, 'demo');
    expect(sample.body.data).toMatchObject({ success: true });
    await expectAlive(again, lived);
    await again.stop();
  }, 120_000);
});
