import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createTestDatabase,
  ready,
  type ServerProcess,
  spawnCommand,
  spawnServer,
  type TestDatabase,
  until,
} from '@portolan/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MachineSite, openMachineSite } from './machine-site.ts';

const PASSWORD = 'operator-password-1';
const ENVIRONMENT = {
  ENCRYPTION_KEY: 'q0o8pJmOYvY3pEoDnfZ8qC2x0m2v9lq3o4p5r6s7t8U=',
  PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
  PORTOLAN_RATE_LIMIT: 'off',
  PORTOLAN_DEMO: 'off',
  LOG_LEVEL: 'silent',
};
/** Kills by time, beside those at each step of the journal. */
const RANDOM_KILLS = 5;
const WINDOW_MS = 1_500;
const SIZES = { cpu: 1, memory_gb: 0.125, disk_gb: 0.125 };

let site: MachineSite;
let database: TestDatabase;
let server: ServerProcess | undefined;
let env: Record<string, string>;
beforeAll(async () => {
  site = await openMachineSite({ boots: false });
  database = await createTestDatabase();
  env = {
    ...ENVIRONMENT,
    DATABASE_URL: database.url,
    TENANT_DB_PREFIX: database.tenantPrefix,
    PORTOLAN_DATA_DIR: site.dataDir,
    PORTOLAN_LIBVIRT_URI: site.libvirt.uri,
  };
  await start();
  const { authorization = '' } = await signIn();
  const tenant = { name: 'Fleet', slug: 'fleet' };
  expect(await ask('POST', '/api/tenants', tenant, { authorization })).toMatchObject({ status: 201 });
  await until(() => rows('select from vm_templates'));
}, 120_000);
afterAll(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  await database[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
}, 60_000);

async function start(): Promise<ServerProcess> {
  server = await ready(await spawnServer(env));
  return server;
}

async function kill(): Promise<void> {
  server?.child.kill('SIGKILL');
  await server?.ended;
}

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server?.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

async function signIn(): Promise<Record<string, string>> {
  const login = { username: 'operator@portolan.local', password: PASSWORD };
  const { body } = await ask('POST', '/api/v1/auth/token', login);
  return { authorization: `Bearer ${body.access_token}`, 'x-tenant-id': 'fleet' };
}

const rows = async (sql: string, ...values: unknown[]) => (await database.query(sql, values)).length > 0;

const STEPS = "array['asked', 'image', 'disk', 'defined', 'made']";
const RANK = `array_position(${STEPS}, step)`;
/** When to kill: at each step that is written down, and in between. */
const moments: [string, (id: string) => Promise<unknown>][] = [
  ...['image', 'disk', 'defined', 'made'].map((step): [string, (id: string) => Promise<unknown>] => [
    `at ${step}`,
    (id) => until(() => rows(`select from vms where id = $1 and ${RANK} >= array_position(${STEPS}, $2)`, id, step)),
  ]),
  ['as soon as it is asked for', () => Promise.resolve()],
  ...Array.from({ length: RANDOM_KILLS }, (_, index): [string, () => Promise<unknown>] => {
    const ms = Math.round(((index + 1) / RANDOM_KILLS) * WINDOW_MS);
    return [`after ${ms} ms`, () => new Promise((resolve) => setTimeout(resolve, ms))];
  }),
];

describe('kill -9 while machines are made', () => {
  it('leaves, at whatever point, each machine that was promised and nothing else', { timeout: 240_000 }, async () => {
    const promised: string[] = [];
    for (const [name, moment] of moments) {
      const headers = await signIn();
      const [template] = await database.query<{ id: string }>('select id from vm_templates');
      const wanted = { name, source_type: 'template', template_id: template?.id, ...SIZES };
      const made = await ask('POST', '/api/v1/vms', wanted, headers);
      expect(made, name).toMatchObject({ status: 201 });
      promised.push(made.body.id);
      await moment(made.body.id);
      await kill();
      await start();
    }
    await until(async () => !(await rows("select from vms where status = 'PROVISIONING'")));
    const kept = await database.query<{ id: string; status: string }>('select id, status from vms order by id');
    expect(kept).toEqual(promised.sort().map((id) => ({ id, status: 'RUNNING' })));
    expect((await site.left()).machines.sort()).toEqual(promised.map((id) => `portolan-${id}`));
  });

  it('and while they are deleted leaves none', { timeout: 120_000 }, async () => {
    const headers = await signIn();
    const ids = (await database.query<{ id: string }>('select id from vms')).map(({ id }) => id);
    for (const id of ids) expect((await ask('DELETE', `/api/v1/vms/${id}`, undefined, headers)).status).toBe(204);
    await until(async () => !(await rows('select from vms offset $1', ids.length - 1)));
    await kill();
    await start();
    await until(async () => !(await rows('select from vms')));
    await until(async () => (await site.left()).volumes.length === 0);
    expect(await site.left()).toEqual({ machines: [], volumes: [] });
  });
});

describe('portolan doctor', () => {
  it('lists orphans both ways, and with --fix mends them', { timeout: 120_000 }, async () => {
    const headers = await signIn();
    const [template] = await database.query<{ id: string }>('select id from vm_templates');
    const make = async (name: string): Promise<string> => {
      const wanted = { name, source_type: 'template', template_id: template?.id, ...SIZES };
      const { id } = (await ask('POST', '/api/v1/vms', wanted, headers)).body;
      await until(() => rows("select from vms where id = $1 and status = 'RUNNING'", id));
      return id;
    };
    const [orphan, bare, lost] = [await make('orphan'), await make('bare'), await make('lost')];
    const described = await site.libvirt.virsh('dumpxml', orphan);
    await kill();
    await database.query('delete from vms where id = any($1::uuid[])', [[orphan, bare]]);
    for (const id of [bare, lost]) {
      await site.libvirt.virsh('destroy', id);
      await site.libvirt.virsh('undefine', id);
    }
    // Of another hub, which keeps its disks in the same pool.
    const theirs = `portolan-${randomUUID()}.${randomUUID()}.qcow2`;
    await site.libvirt.virsh('vol-create-as', site.libvirt.pools.machines, theirs, '1M', '--format', 'qcow2');
    const doctor = async (...args: string[]) => spawnCommand(env, 'doctor', ...args).result;
    const found = await doctor();
    expect(found.code).toBe(1);
    expect(found.out).toContain('removes orphan machines and disks with all that is on them');
    for (const [problem, id] of [
      ['orphan machine', orphan],
      ['orphan disk', bare],
      ['lost machine', lost],
    ] as const) {
      expect(found.out).toMatch(new RegExp(`${problem} .*${id}`));
    }
    expect(await doctor('--fix')).toMatchObject({ code: 0 });
    expect(await database.query('select status from vms where id = $1', [lost])).toEqual([{ status: 'ERROR' }]);
    const left = await site.left();
    expect(left.machines).toEqual([]);
    // Of the lost machine there is its disk, which goes when the machine is deleted.
    const others = left.volumes.filter((volume) => !volume.includes(lost));
    expect(others).toEqual([expect.stringContaining(theirs)]);
    expect((await doctor()).out).toContain('All is well.');

    // Somebody has written the description of a deleted one anew, and copied its mark to one of theirs.
    await database.query('update vms set deleted_at = now() where id = $1', [lost]);
    const copy = randomUUID();
    for (const [id, metadata] of [
      [lost, ''],
      [copy, `<metadata>${described.split('<metadata>')[1]?.split('</metadata>')[0]}</metadata>`],
    ] as const) {
      const file = path.join(site.dataDir, 'by-hand.xml');
      const head = `<name>by-hand-${id}</name><uuid>${id}</uuid>${metadata}`;
      await writeFile(file, `<domain type="qemu">${head}<memory>65536</memory><os><type>hvm</type></os></domain>`);
      await site.libvirt.virsh('define', file);
    }
    const after = await doctor('--fix');
    expect(after.code).toBe(1);
    expect(after.out).toMatch(new RegExp(`unmarked machine .*${lost}`));
    expect(after.out).toMatch(new RegExp(`left .*${lost}.* undefine it on the hypervisor`));
    expect(after.out).not.toContain(copy);
    expect((await site.left()).machines.length).toBe(2);
  });
});
