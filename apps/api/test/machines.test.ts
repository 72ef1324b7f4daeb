import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { examineMachines } from '@portolan/core';
import { until } from '@portolan/testing';
import { CONSOLE_BYTES } from '@portolan/testing/libvirt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { type Harness, startHarness } from './harness.ts';
import { type MachineSite, openMachineSite } from './machine-site.ts';

/** Software emulates the machines, and others use the processor as well. */
const PATIENCE = { timeout: 90_000 };
const SIZES = { cpu: 1, memory_gb: 0.125 };

let site: MachineSite;
let api: Harness;
let operator: string;
let ours: { id: string; token: string };
let theirs: { id: string; token: string };
let templateId: string;

beforeAll(async () => {
  site = await openMachineSite();
  api = await startHarness({ PORTOLAN_DATA_DIR: site.dataDir, PORTOLAN_LIBVIRT_URI: site.libvirt.uri });
  operator = await api.token();
  const tenant = async (slug: string) => {
    const id = await api.createTenant(operator, slug);
    return { id, token: (await api.member(id, 'admin')).token };
  };
  ours = await tenant('ours');
  theirs = await tenant('theirs');
  await api.composition.work();
  await until(async () => {
    const { body } = await api.ask('GET', '/api/v1/vm-templates', ours);
    templateId = body[0]?.id;
    return templateId !== undefined;
  });
}, 120_000);
afterAll(async () => {
  await api.close();
  await site[Symbol.asyncDispose]();
}, 60_000);

const vms = (method: string, path = '', body?: object, token = ours.token) =>
  api.ask(method, `/api/v1/vms${path}`, { token, body });
const create = (more: object = {}, token = ours.token) =>
  vms(
    'POST',
    '',
    { name: 'Box', source_type: 'template', template_id: templateId, iso_url: null, ...SIZES, ...more },
    token,
  );
const act = (id: string, action: string) => vms('POST', `/${id}/actions`, { action });

/** Its answer, once it is as it should be. */
async function becomes(id: string, wanted: object, token = ours.token): Promise<Record<string, unknown>> {
  let seen: Answer['body'];
  await until(async () => {
    seen = (await vms('GET', `/${id}`, undefined, token)).body;
    return Object.entries(wanted).every(([key, value]) => seen[key] === value);
  });
  return seen;
}
const idle = (status: string) => ({ status, pending: null });
const messages = async (id: string) =>
  (await vms('GET', `/${id}/logs?limit=1000`)).body.map((line: { message: string }) => line.message) as string[];
const strangers = async () =>
  (await api.ask('GET', '/api/v1/hypervisors', { token: operator })).body.items[0].strangers as number;
/** What room there is, is kept from now on. */
async function look(): Promise<void> {
  const [host] = (await api.ask('GET', '/api/v1/hypervisors', { token: operator })).body.items;
  const test = await api.ask('POST', `/api/v1/hypervisors/${host.id}/test`, { token: operator });
  expect(test.body).toMatchObject({ success: true });
}
const virsh = (...args: string[]) => site.libvirt.virsh(...args);

describe('a machine of a template', () => {
  let id: string;

  it('is promised at once, made by itself, and marked as ours on the hypervisor', PATIENCE, async () => {
    const made = await create({ name: 'First <box> & "more"' });
    expect(made.status, made.text).toBe(201);
    id = made.body.id;
    expect(made.body).toMatchObject({ status: 'PROVISIONING', template_name: 'guest', ip_address: null, ...SIZES });
    expect(made.headers.get('location')).toBe(`/api/v1/vms/${id}`);
    expect(await api.events(made)).toMatchObject([{ action: 'vms:create', details: { name: 'First <box> & "more"' } }]);
    await becomes(id, idle('RUNNING'));
    expect((await virsh('domstate', id)).trim()).toBe('running');
    expect((await virsh('desc', id, '--title')).trim()).toBe('First <box> & "more"');
    expect(await virsh('dumpxml', id)).toContain(ours.id);
  });

  it('is listed with a search and its address, and its console is in its log', PATIENCE, async () => {
    const found = await vms('GET', '?search=FIRST');
    expect(found.body).toMatchObject({ total: 1, page: 1, items: [{ id, name: 'First <box> & "more"' }] });
    expect((await vms('GET', '?status=STOPPED')).body.total).toBe(0);
    await until(async () => (await messages(id)).some((message) => message.includes('guest: ready')));
    await until(async () => (await vms('GET', `/${id}`)).body.ip_address !== null);
    const { ip_address } = (await vms('GET', `/${id}`)).body;
    expect(await virsh('domifaddr', id, '--source', 'lease')).toContain(` ${ip_address}/24`);
    expect((await vms('GET', `?search=${ip_address}`)).body.items).toMatchObject([{ id, ip_address }]);
    const log = await vms('GET', `/${id}/logs?limit=1`);
    expect(log.body).toMatchObject([{ timestamp: expect.any(String), level: expect.any(String) }]);
    expect((await messages(id))[0]).toContain('Asked for by');
  });

  it('may write to its console what it likes: there is a bound, and nothing secret is kept', {
    timeout: 180_000,
  }, async () => {
    const LAST = 'all is said';
    const line = `\u001b[31mDB_PASSWORD=hunter2\u001b[0m\u0007 ${'x'.repeat(70)}`;
    const stripped = `DB_PASSWORD=… ${'x'.repeat(70)}`;
    // What is not read before its file is begun anew is lost: how much of it is read is not known.
    await api.database.query(
      `insert into vm_events (tenant_id, vm_id, level, message, is_console)
       select tenant_id, id, 'DEBUG', 'said before', true from vms, generate_series(1, 1000) where id = $1`,
      [id],
    );
    // QEMU listens to it for as long as it is open, and then says no more than somebody reads.
    const terminal = await open((await virsh('ttyconsole', id)).trim(), 'r+');
    await terminal.write(`say 2500 ${line}\nsay 1 ${LAST}\n`);
    const sizeOf = async (volume: string) => {
      const info = await virsh('vol-info', volume, site.libvirt.pools.machines, '--bytes');
      return Number(/^Capacity: +(\d+)/m.exec(info)?.[1]);
    };
    await until(async () => (await site.left()) && (await sizeOf(`portolan-${id}.console.log`)) > 10_000);
    await terminal.close();
    const consoleFiles = async () => (await site.left()).volumes.filter((volume) => volume.includes('.console.log'));
    await until(async () => (await consoleFiles()).length === 2);
    const kept = () => api.database.query('select message from vm_events where vm_id = $1 and is_console', [id]);
    // Until then files change their names. What is asked for is read within two seconds, or with the next look in a minute.
    await until(async () => (await messages(id)).includes(LAST));
    expect(await messages(id)).toHaveLength(1_000);
    expect(await messages(id)).toContain(stripped);
    expect(await kept()).toHaveLength(1_000);
    expect(JSON.stringify(await kept())).not.toMatch(/hunter2|\\u00/);
    for (const volume of await consoleFiles()) {
      expect(await sizeOf(volume.split(' ')[0] as string)).toBeLessThanOrEqual(CONSOLE_BYTES);
    }
    expect(await consoleFiles()).toHaveLength(2);
  });

  it('is refused what its state does not allow, by its state', PATIENCE, async () => {
    const started = await act(id, 'start');
    expect([started.status, started.body.error.code]).toEqual([409, 'INVALID_STATE']);
    expect(started.body.error).toMatchObject({ details: [{ path: 'status', code: 'running' }] });
    expect((await act(id, 'explode')).status).toBe(400);
  });

  it('is renamed, stopped, started and deleted, and nothing of it is left', PATIENCE, async () => {
    const renamed = await vms('PATCH', `/${id}`, { name: 'Second' });
    expect(renamed.body).toMatchObject({ name: 'Second', status: 'RUNNING' });
    await until(async () => (await virsh('desc', id, '--title')).trim() === 'Second');
    const stopped = await act(id, 'stop');
    expect([stopped.status, stopped.body.pending]).toEqual([202, 'stop']);
    expect((await act(id, 'stop')).body.error).toMatchObject({ code: 'INVALID_STATE', details: [{ code: 'pending' }] });
    await becomes(id, { ...idle('STOPPED'), ip_address: null });
    expect((await virsh('domstate', id)).trim()).toBe('shut off');
    expect((await act(id, 'restart')).status).toBe(409);
    expect((await act(id, 'start')).status).toBe(202);
    await becomes(id, idle('RUNNING'));
    const deleted = await vms('DELETE', `/${id}`);
    expect(deleted.status).toBe(204);
    expect(await api.events(deleted)).toMatchObject([{ action: 'vms:delete', details: { name: 'Second' } }]);
    expect((await vms('GET', `/${id}`)).status).toBe(404);
    await until(async () => (await site.left()).volumes.length === 0);
    expect(await site.left()).toEqual({ machines: [], volumes: [] });
  });
});

describe('what happens behind the back of the hub', () => {
  it('is noticed and told: a stop, a start, a removal, and a stranger', PATIENCE, async () => {
    const { id } = (await create()).body;
    await becomes(id, idle('RUNNING'));
    const told: unknown[] = [];
    const client = api.client(ours.token);
    const stream = client.vms.watch.subscribe(undefined, { onData: (change) => told.push(change) });
    await virsh('destroy', id);
    await becomes(id, idle('STOPPED'));
    await until(() => JSON.stringify(told).includes('"STOPPED"'));
    stream.unsubscribe();
    await virsh('start', id);
    await becomes(id, idle('RUNNING'));
    expect(await messages(id)).toContain('Stopped: by itself, or by somebody at the hypervisor');
    const xml = await virsh('dumpxml', id);
    await virsh('destroy', id);
    await virsh('undefine', id);
    const other = randomUUID();
    const file = path.join(site.dataDir, 'stranger.xml');
    await writeFile(file, xml.replaceAll(id, other));
    await virsh('define', file);
    await until(async () => (await strangers()) === 1);
    await virsh('undefine', other);
    await until(async () => (await strangers()) === 0);
    expect((await vms('GET', `/${other}`)).status).toBe(404);
    const gone = await becomes(id, { status: 'ERROR' });
    expect(gone.failure).toContain('gone from the hypervisor');
    expect((await vms('DELETE', `/${id}`)).status).toBe(204);
    await until(async () => (await site.left()).volumes.length === 0);
  });
});

describe('two tenants', () => {
  it('see and touch nothing of each other', PATIENCE, async () => {
    const { id } = (await create({}, theirs.token)).body;
    expect((await vms('GET', '')).body.total).toBe(0);
    for (const [method, path, body] of [
      ['GET', `/${id}`],
      ['PATCH', `/${id}`, { name: 'x' }],
      ['DELETE', `/${id}`],
      ['GET', `/${id}/logs`],
      ['POST', `/${id}/actions`, { action: 'stop' }],
    ] as const) {
      expect([path, (await vms(method, path, body)).status]).toEqual([path, 403]);
    }
    expect((await vms('DELETE', `/${id}`, undefined, theirs.token)).body.error).toMatchObject({
      code: 'INVALID_STATE',
      details: [{ code: 'provisioning' }],
    });
    await becomes(id, idle('RUNNING'), theirs.token);
    await vms('DELETE', `/${id}`, undefined, theirs.token);
    await until(async () => (await site.left()).machines.length === 0);
  });
});

describe('an image', () => {
  const answers: Record<string, (answer: http.ServerResponse) => void> = {
    '/guest.iso': (answer) => void createReadStream(site.iso).pipe(answer),
    '/page.iso': (answer) => answer.end('<!doctype html>'.padEnd(40_000)),
  };
  let server: http.Server;
  let origin: string;
  beforeAll(async () => {
    server = http
      .createServer(({ url = '' }, answer) => answers[url.split('?')[0] ?? '']?.(answer))
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const ofImage = (isoUrl: string) =>
    vms('POST', '', {
      name: 'Booted',
      source_type: 'iso',
      iso_url: isoUrl,
      template_id: null,
      ...SIZES,
      disk_gb: 0.125,
    });

  it(
    'is fetched, kept by its digest, and booted from; what is none ends in ERROR, which is tried again',
    PATIENCE,
    async () => {
      const { id } = (await ofImage(`${origin}/guest.iso?token=secret`)).body;
      const page = (await ofImage(`${origin}/page.iso`)).body;
      const failed = await becomes(page.id, idle('ERROR'));
      expect(failed).toMatchObject({ failure: expect.stringContaining('a page, and no ISO image'), progress: null });
      answers['/page.iso'] = answers['/guest.iso'] as (typeof answers)[string];
      expect((await act(page.id, 'start')).body.status).toBe('PROVISIONING');
      for (const one of [id, page.id]) {
        const booted = await becomes(one, idle('RUNNING'));
        expect(booted).toMatchObject({ source_type: 'iso', failure: null });
        expect(await virsh('dumpxml', one)).toMatch(/portolan-[0-9a-f]{64}\.[0-9a-f-]{36}\.iso/);
      }
      expect((await vms('GET', `/${id}`)).body.iso_url).toBe(`${origin}/guest.iso?…`);
      for (const one of [id, page.id]) expect((await vms('DELETE', `/${one}`)).status).toBe(204);
      await until(async () => (await site.left()).volumes.length === 0);
    },
  );

  it(
    'that a full disk has no room for is named, leaves nothing half made, and is made on once there is room',
    PATIENCE,
    async () => {
      for (const volume of await site.images()) {
        await virsh('vol-delete', volume.split(' ')[0] as string, site.libvirt.pools.images);
      }
      await site.libvirt.pause();
      const made = [(await ofImage(`${origin}/guest.iso`)).body.id, (await create()).body.id];
      await site.libvirt.fillDisk();
      await site.libvirt.resume();
      for (const id of made) {
        expect((await becomes(id, idle('ERROR'))).failure).toMatch(
          /No space left on device|The pool \S+ lacks \d+ MiB/,
        );
      }
      expect(await site.left()).toEqual({ machines: [], volumes: [] });
      expect(await site.images()).toEqual([]);
      expect(await readdir(path.join(site.dataDir, 'images'))).toEqual([]);
      expect(await examineMachines(api.composition.services)).toEqual([]);
      await look();
      expect((await create()).body.error).toMatchObject({ code: 'HOST_CAPACITY', details: [{ path: 'disk_gb' }] });
      await site.libvirt.emptyDisk();
      await look();
      for (const id of made) {
        expect((await act(id, 'start')).body.status).toBe('PROVISIONING');
        expect(await becomes(id, idle('RUNNING'))).toMatchObject({ failure: null });
        expect((await vms('DELETE', `/${id}`)).status).toBe(204);
      }
      await until(async () => (await site.left()).volumes.length === 0);
    },
  );

  it('that no machine has makes way where the disk is full', PATIENCE, async () => {
    const [before = ''] = await site.images();
    const image = await readFile(site.iso);
    image[0] = 1;
    answers['/other.iso'] = (answer) => answer.end(image);
    await site.libvirt.pause();
    const { id } = (await ofImage(`${origin}/other.iso`)).body;
    await site.libvirt.fillDisk();
    await site.libvirt.resume();
    expect((await becomes(id, idle('ERROR'))).failure).toMatch(/The pool \S+ lacks \d+ MiB/);
    const digest = createHash('sha256').update(image).digest('hex');
    expect(before).not.toContain(digest);
    const there = expect.stringContaining(digest);
    expect(await site.images()).toEqual([there, there]);
    await site.libvirt.emptyDisk();
    await look();
    expect((await vms('DELETE', `/${id}`)).status).toBe(204);
    await until(async () => (await site.left()).volumes.length === 0);
  });

  it('that comes slowly keeps nobody waiting who has a machine made of a template', PATIENCE, async () => {
    let asked = 0;
    answers['/slow.iso'] = (answer) => {
      asked++;
      answer.write('slow');
    };
    const slow = await Promise.all(
      Array.from({ length: 10 }, async () => (await ofImage(`${origin}/slow.iso`)).body.id),
    );
    await until(() => asked > 0);
    const { id } = (await create()).body;
    await becomes(id, idle('RUNNING'));
    expect(asked).toBe(2);
    answers['/slow.iso'] = (answer) => answer.writeHead(404).end();
    server.closeAllConnections();
    for (const one of slow) expect((await becomes(one, idle('ERROR'))).failure).toContain('answers 404');
    for (const one of [id, ...slow]) expect((await vms('DELETE', `/${one}`)).status).toBe(204);
    await until(async () => (await site.left()).volumes.length === 0);
  });

  it.each(['http://169.254.169.254/latest.iso', 'http://10.0.0.1/x.iso'])(
    'is not fetched from %s',
    PATIENCE,
    async (url) => {
      const { id } = (await ofImage(url)).body;
      expect((await becomes(id, idle('ERROR'))).failure).toContain('egress policy');
      expect((await vms('DELETE', `/${id}`)).status).toBe(204);
    },
  );
});

describe('what cannot be made', () => {
  const MORE = { source_type: 'iso', iso_url: 'https://example.com/x.iso', ...SIZES, disk_gb: 1 };
  it.each([
    ['a name of control characters', { name: 'a\u0007b' }, 400],
    ['a name of 300 characters', { name: 'x'.repeat(300) }, 400],
    ['no CPU', { cpu: 0 }, 400],
    ['65 CPUs', { cpu: 65 }, 400],
    ['memory between the steps', { memory_gb: 0.1 }, 400],
    ['a disk of less than nothing', { disk_gb: -1 }, 400],
    ['a template that is none', { template_id: 'none' }, 400],
    ['a template that nobody has', { template_id: '00000000-0000-4000-8000-000000000000' }, 404],
    ['an image that is a file', { ...MORE, template_id: undefined, iso_url: 'file:///etc/passwd' }, 400],
    ['an image behind a login', { ...MORE, template_id: undefined, iso_url: 'http://a:b@example.com/' }, 400],
    ['an image behind a password alone', { ...MORE, template_id: undefined, iso_url: 'http://:b@example.com/' }, 400],
    ['an image of another protocol', { ...MORE, template_id: undefined, iso_url: 'ftp://example.com/x.iso' }, 400],
    ['a name that turns around', { name: 'a\u202eb' }, 400],
    ['both at once', { iso_url: 'https://example.com/x.iso' }, 400],
  ])('is refused: %s', async (_, more, status) => {
    expect((await create(more)).status).toBe(status);
  });

  it('is refused where the hypervisor has no room, by how much', async () => {
    for (const [more, what] of [
      [{ memory_gb: 4_096 }, 'memory'],
      [{ cpu: 64 }, 'CPUs'],
      [{ disk_gb: 65_536 }, 'disk'],
    ] as const) {
      const { status, body } = await create(more);
      expect([status, body.error.code]).toEqual([409, 'HOST_CAPACITY']);
      expect(body.error.details[0].message).toMatch(new RegExp(`^${what}: .+ wanted, .+ left, .+ too much$`));
    }
    expect((await vms('GET')).body.total).toBe(0);
  });
});

describe('a hypervisor', () => {
  it('is looked at stage by stage, and told with its room; the one of the environment stays', PATIENCE, async () => {
    const { items } = (await api.ask('GET', '/api/v1/hypervisors', { token: operator })).body;
    expect(items).toMatchObject([{ is_configured: true, reachable: true, failure: null, strangers: 0 }]);
    expect(items[0].capacity.cpu).toBeGreaterThan(0);
    const test = await api.ask('POST', `/api/v1/hypervisors/${items[0].id}/test`, { token: operator });
    expect(test.body).toMatchObject({ success: true, version: expect.stringContaining('libvirt') });
    expect(await api.events(test)).toMatchObject([{ outcome: 'started' }, { outcome: 'success' }]);
    expect((await api.ask('DELETE', `/api/v1/hypervisors/${items[0].id}`, { token: operator })).status).toBe(409);
  });

  it(
    'that is killed while a machine is made is waited for, and one that hangs keeps no list waiting',
    PATIENCE,
    async () => {
      const { id } = (await create()).body;
      await site.libvirt.kill();
      await site.libvirt.start();
      await becomes(id, idle('RUNNING'));
      await site.libvirt.pause();
      expect((await vms('GET')).body.items).toMatchObject([{ id, status: 'RUNNING' }]);
      expect((await vms('PATCH', `/${id}`, { name: 'Renamed' })).body.name).toBe('Renamed');
      await site.libvirt.resume();
      await until(async () => (await virsh('desc', id, '--title')).trim() === 'Renamed');
      expect((await vms('DELETE', `/${id}`)).status).toBe(204);
      await until(async () => (await site.left()).volumes.length === 0);
    },
  );
});

describe('a quota', () => {
  it(
    'of five machines makes five of twenty that are asked for at once, and says by how much the others go beyond',
    PATIENCE,
    async () => {
      const limits = { machines: 5, cpu: null, memory_gb: 8, disk_gb: null };
      const set = await api.ask('PUT', '/api/tenants/ours/vm-quota', { token: operator, body: limits });
      expect(set.body).toMatchObject({ limits, used: { machines: 0 } });
      // What is made of them is another test's concern.
      await api.composition.stopWork();
      const answers = await Promise.all(Array.from({ length: 20 }, () => create({ disk_gb: 0.125 })));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(201), ...Array(15).fill(409)]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body.error).toMatchObject({
        code: 'QUOTA_EXCEEDED',
        details: [{ code: 'quota_exceeded', message: 'machines: 1 wanted, 0 of 5 left, 1 too much' }],
      });
      expect((await api.ask('GET', '/api/v1/vm-quota', ours)).body.used).toMatchObject({
        machines: 5,
        memory_gb: 0.625,
      });
      await api.database.query("delete from vms where tenant_id = $1 and step = 'asked'", [ours.id]);
    },
  );
});
