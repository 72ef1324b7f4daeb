import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startTestLibvirt, type TestLibvirt } from '@portolan/testing/libvirt';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type OpenHost, openHost } from '../testing/open-host.ts';

vi.setConfig({ testTimeout: 120_000 });

let libvirt: TestLibvirt;
let open: OpenHost;

beforeAll(async () => {
  libvirt = await startTestLibvirt({ withPools: false });
  open = await openHost(libvirt.uri, { deadlineMs: 8_000 });
});

afterAll(async () => {
  await open.close();
  await libvirt.close();
});

it('pools of ours that are missing are made by whoever needs them first, a test too, which says of others what to do', async () => {
  const { host, target } = open;
  expect(await Promise.all([host.templates(target), host.templates(target)])).toEqual([[], []]);
  const told: string[] = [];
  const first = await host.test(target, { onStage: ({ stage }) => told.push(stage) });
  expect(first).toMatchObject({ success: true, version: expect.stringMatching(/^QEMU \S+, libvirt \S+$/) });
  expect(first.warnings).toHaveLength(2);
  // Nobody is asked for an address of this machine.
  expect(told).toEqual(['config', 'login', 'version', 'storage', 'capacity']);
  expect(first.stages.map(({ stage }) => stage)).toEqual(told);
  expect(first.capacity?.memoryGb).toBeGreaterThan(0);
  expect((await host.test(target)).warnings).toEqual([]);

  const other = { ...target, pools: { ...target.pools, images: 'elsewhere' } };
  const failed = await host.test(other);
  expect(failed).toMatchObject({ success: false, stage: 'storage', code: 'POOL_NOT_FOUND' });
  expect(failed.stages.at(-1)).toMatchObject({ ok: false, team: 'operator', remedy: expect.stringContaining('pool') });
  await libvirt.virsh('pool-destroy', target.pools.images);
  expect(await host.test(target)).toMatchObject({ code: 'POOL_INACTIVE' });
  await expect(host.images(target)).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(host.images(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await libvirt.virsh('pool-start', target.pools.images);
});

it.each([
  ['no URI', 'CONFIG_INVALID'],
  ['qemu+ssh://host/system?command=/tmp/evil', 'CONFIG_INVALID'],
  ['qemu+unix:///system?socket=/nowhere', 'TCP_REFUSED'],
  ['qemu+tcp://127.0.0.1:9/system', 'TCP_REFUSED'],
  ['test:///default', 'POOL_NOT_FOUND'],
])('a test of %s answers %s', async (uri, code) => {
  const { host, target } = open;
  const result = await host.test({ ...target, id: uri, uri });
  expect(result).toMatchObject({ success: false, code });
  expect(result.stages.at(-1)).toMatchObject({ ok: false, code, remedy: expect.any(String), team: 'operator' });
});

it('what a hypervisor cannot tell of its machines is not taken for what it tells', async () => {
  // In front of the real one: some commands fail as they do with drivers that lack them, or where rights do.
  const programs = await mkdtemp(path.join(os.tmpdir(), 'portolan-failing-'));
  const without = async (command: string, failing = 'domstate none') => {
    const script = `#!/bin/bash\nexec /usr/bin/virsh "\${@//${command}/${failing}}"\n`;
    await writeFile(path.join(programs, 'virsh'), script, { mode: 0o755 });
  };
  vi.stubEnv('PATH', `${programs}:${process.env.PATH}`);
  const { host, target, close } = await openHost('test:///default');
  await without('domstats --state --nowait');
  expect(await host.list(target)).toMatchObject([{ name: 'test', power: 'running' }]);
  const [{ id } = { id: '' }] = await host.list(target);
  await without('domstats --state --nowait', 'snapshot-current');
  expect(await host.get(target, id)).toMatchObject({ name: 'test', power: 'running' });
  await without('dumpxml', 'snapshot-current');
  expect(await host.list(target)).toMatchObject([{ id, mark: null }]);
  await without('list --all --uuid --name');
  await expect(host.list(target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  vi.unstubAllEnvs();
  await close();
  await rm(programs, { recursive: true });
});

it('where a program lacks that speaks to hypervisors, a test says so', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const bare = await openHost('test:///default');
  await using server = await listening();
  const remedy = expect.stringContaining('libvirt-clients');
  for (const [uri, program] of [
    ['test:///default', 'virsh'],
    [`qemu+ssh://root@127.0.0.1:${server.port}/system`, 'ssh'],
  ] as const) {
    const result = await bare.host.test({ ...bare.target, uri });
    expect(result).toMatchObject({ code: 'CLIENT_MISSING', message: expect.stringContaining(`program ${program} `) });
    expect(result.stages.at(-1)).toMatchObject({ stage: 'login', remedy });
  }
  vi.unstubAllEnvs();
  await bare.close();
});

it('a host that the policy refuses is not dialled', async () => {
  const refusing = await openHost('qemu+tcp://db.internal/system', {
    egress: async () => ({ stage: 'policy', code: 'EGRESS_BLOCKED', message: 'Not allowed' }),
  });
  const result = await refusing.host.test(refusing.target);
  expect(result).toMatchObject({ code: 'EGRESS_BLOCKED', stage: 'policy', message: 'Not allowed' });
  await expect(refusing.host.list(refusing.target)).rejects.toMatchObject({ code: 'REFUSED', message: 'Not allowed' });
  expect(refusing.host.pid).toBeUndefined();
  await refusing.close();
});

it('a hypervisor that hangs ends by its deadline, and holds up no other', async () => {
  const { host, target } = open;
  await libvirt.pause();
  const stuck = Array.from({ length: 8 }, () => host.list(target).catch((error: unknown) => error));
  const other = { ...target, id: 'other', uri: 'test:///default' };
  const first = await Promise.race([host.list(other), ...stuck]);
  expect(first).toMatchObject([{ name: 'test', power: 'running', mark: null }]);
  for (const error of await Promise.all(stuck)) expect(error).toMatchObject({ code: 'UNREACHABLE' });
  const leaving = AbortSignal.timeout(50);
  await expect(host.list(target, { signal: leaving })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await libvirt.resume();
  expect(await eventually(() => host.list(target).catch(() => null), Boolean)).toEqual([]);
});

it('the process that speaks to hypervisors may be killed: what it did is over, and the next call starts another', async () => {
  const { host, target, home } = open;
  await libvirt.pause();
  const lost = host.list(target).catch((error: unknown) => error);
  await eventually(
    () => commandLines(host.pid),
    ({ length }) => length > 0,
  );
  process.kill(host.pid ?? 0, 'SIGKILL');
  expect(await lost).toMatchObject({ code: 'UNREACHABLE' });
  await libvirt.resume();
  expect(await host.list(target)).toEqual([]);
  // Of the files of calls, none is left.
  expect(
    await eventually(
      () => filesIn(home),
      ({ length }) => length === 0,
    ),
  ).toEqual([]);
});

it('no secret stands on a command line or in an environment, and no file of one outlives its call', async () => {
  const { host, target, home } = open;
  const secret = 'hunter2-and-some-more';
  await libvirt.pause();
  const credential = { password: secret };
  const leaving = new AbortController();
  const call = { signal: leaving.signal };
  const hanging = host.list({ ...target, username: 'root', credential }, call).catch((error: unknown) => error);
  const [line = ''] = await eventually(
    () => commandLines(host.pid),
    ({ length }) => length > 0,
  );
  expect(line).toContain('virsh');
  expect(line).not.toContain(secret);
  const [authFile = ''] = (await filesIn(home)).filter((name) => name.endsWith('/auth'));
  expect(await readFile(`${home}/${authFile}`, 'utf8')).toContain(secret);
  leaving.abort();
  await hanging;
  await libvirt.resume();
  expect(await filesIn(home)).toEqual([]);
});

it('kill -9 of whoever watches leaves no process and no file of a call behind', async () => {
  const file = `${open.home}/one.xml`;
  await open.write(
    file,
    '<domain type="qemu"><name>one</name><memory>65536</memory><os><type>hvm</type></os></domain>',
  );
  await libvirt.virsh('define', file);
  const script = new URL('../testing/doomed-parent.ts', import.meta.url).pathname;
  const home = `${open.home}/doomed`;
  const parent = spawn(process.execPath, [script, libvirt.uri, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(parent, 'exit');
  const [said] = await once(parent.stdout, 'data');
  const worker = Number(String(said).split('\n')[0]);
  const [bell] = await eventually(
    () => childrenOf(worker),
    ({ length }) => length > 0,
  );
  parent.kill('SIGKILL');
  await ended;
  await eventually(
    async () => [worker, bell].some((pid) => existsSync(`/proc/${pid}`)),
    (is) => !is,
  );
});

/** Somebody who takes every call and says nothing. */
async function listening(): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

/** What was said on the command line, and in the environment, of all that a process has started. */
async function commandLines(parent: number | undefined): Promise<string[]> {
  const lines: string[] = [];
  for (const pid of await childrenOf(parent)) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
    const line = (await read('cmdline')) + (await read('environ'));
    // It has not become virsh yet.
    if (line.startsWith('virsh')) lines.push(line);
  }
  return lines;
}

async function childrenOf(parent: number | undefined): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const status = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')));
  const isChild = new RegExp(`^PPid:\\s*${parent}$`, 'm');
  return pids.filter((_, at) => isChild.test(status[at] ?? '')).map(Number);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(folder.length + 1)}/${entry.name}`);
}
