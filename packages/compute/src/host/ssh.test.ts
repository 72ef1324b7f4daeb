import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startTestLibvirt, startTestSshd, type TestLibvirt, type TestSshd } from '@portolan/testing/libvirt';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HypervisorTarget } from '../hypervisor.ts';
import { type OpenHost, openHost } from '../testing/open-host.ts';

vi.setConfig({ testTimeout: 120_000 });

let libvirt: TestLibvirt;
let sshd: TestSshd;
let open: OpenHost;
let folder: string;
let knownHosts: string;

beforeAll(async () => {
  libvirt = await startTestLibvirt();
  sshd = await startTestSshd(libvirt);
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-known-'));
  knownHosts = path.join(folder, 'known_hosts');
  // No resolver knows this name: the checked address is the one that is dialled.
  open = await openHost(`qemu+ssh://root@hyper.invalid:${sshd.port}/system`, {
    egress: async () => ({ address: '127.0.0.1' }),
    knownHosts: [knownHosts],
  });
});

afterAll(async () => {
  await open.close();
  await sshd.close();
  await libvirt.close();
  await rm(folder, { recursive: true });
});

const withKey = (privateKey: string): HypervisorTarget => ({ ...open.target, credential: { privateKey } });

it('a host whose key nobody has checked is not spoken to, and does not become known by that', async () => {
  await writeFile(knownHosts, '');
  const target = withKey(sshd.privateKey);
  const result = await open.host.test(target);
  expect(result).toMatchObject({ success: false, stage: 'login', code: 'HOST_KEY_UNKNOWN' });
  expect(result.stages.at(-1)?.remedy).toContain('fingerprint');
  await expect(open.host.list(target)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(await readFile(knownHosts, 'utf8')).toBe('');
});

it('a host with another key than the known one is not spoken to', async () => {
  const line = sshd.knownAs('hyper.invalid');
  await writeFile(knownHosts, line.replace(/.{8}( \S*)?\n?$/, 'AAAAAAAA\n'));
  expect(await open.host.test(withKey(sshd.privateKey))).toMatchObject({ code: 'HOST_KEY_UNKNOWN' });
});

it('a known host is reached by the key, and refuses any other credential', async () => {
  await writeFile(knownHosts, sshd.knownAs('hyper.invalid'));
  const result = await open.host.test(withKey(sshd.privateKey));
  expect(result).toMatchObject({ success: true, version: expect.stringContaining('QEMU') });
  expect(result.stages.map(({ stage }) => stage)).toEqual([
    'config',
    'policy',
    'dns',
    'tcp',
    'login',
    'version',
    'storage',
    'capacity',
  ]);
  expect(await open.host.list(withKey(sshd.privateKey))).toEqual([]);
  expect(await open.host.test(withKey('no key'))).toMatchObject({ stage: 'login', code: 'AUTH_FAILED' });
  const byPassword = { ...open.target, credential: { password: 'wrong' } };
  expect(await open.host.test(byPassword)).toMatchObject({ stage: 'login', code: 'AUTH_FAILED' });
});
