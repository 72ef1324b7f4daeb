import { randomUUID } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startTestLibvirt, type TestLibvirt, testGuest } from '@portolan/testing/libvirt';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HypervisorEvent, MachineSpec } from '../hypervisor.ts';
import { aMachine } from '../testing/a-machine.ts';
import { eventually } from '../testing/eventually.ts';
import { type OpenHost, openHost } from '../testing/open-host.ts';

/** A machine boots by software, beside whatever else the computer does. */
vi.setConfig({ testTimeout: 120_000 });

const TEMPLATE = 'guest.qcow2';
const diskOf = ({ id, mark }: MachineSpec) => `portolan-${id}.${mark.installation}.qcow2`;
let libvirt: TestLibvirt;
let open: OpenHost;

beforeAll(async () => {
  const guest = await testGuest();
  libvirt = await startTestLibvirt();
  await copyFile(guest.disk, path.join(libvirt.folderOf('templates'), TEMPLATE));
  await writeFile(path.join(libvirt.folderOf('templates'), 'README.txt'), 'No disk: what the templates are.');
  open = await openHost(libvirt.uri);
});

afterAll(async () => {
  await open.close();
  await libvirt.close();
});

it('a machine is made from a template on a disk that lies over it, runs, speaks, and is brought down kindly', async () => {
  const { host, target } = open;
  const name = `<b>&"'\u202e]]> ${'ü'.repeat(300)}`;
  const spec = aMachine({ type: 'template', volume: TEMPLATE }, { name });
  expect(await host.templates(target)).toEqual([{ volume: TEMPLATE, diskMib: 16, format: 'qcow2' }]);
  // Each step may be done again: whoever was killed in between does not know that it was done.
  for (const _ of ['once', 'again']) await host.createDisk(target, spec);
  for (const _ of ['once', 'again']) await host.define(target, spec);
  expect(await host.disks(target)).toEqual([
    { volume: diskOf(spec), machine: spec.id, installation: spec.mark.installation },
  ]);
  const disk = await open.diskInfo(libvirt, spec);
  expect(disk['backing-filename']).toBe(path.join(libvirt.folderOf('templates'), TEMPLATE));
  expect(disk['virtual-size']).toBe(64 * 1_024 * 1_024);

  await host.start(target, spec.id);
  await expect(host.start(target, spec.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  const machine = { id: spec.id, domain: `portolan-${spec.id}`, cpu: 1, memoryMib: 96, mark: spec.mark };
  const shown = Array.from(name).slice(0, 300).join('');
  expect(await host.get(target, spec.id)).toEqual({ ...machine, name: shown, power: 'running' });
  expect((await libvirt.virsh('domstate', spec.id)).trim()).toBe('running');
  expect(await host.capacity(target)).toMatchObject({ cpuUsed: 1, memoryGbUsed: 0.094 });

  const first = await eventually(
    () => host.console(target, spec.id, null),
    ({ text }) => text.includes('guest: ready'),
  );
  const later = await eventually(
    () => host.console(target, spec.id, first.next),
    ({ text }) => text !== '',
  );
  expect(later.text).not.toContain('guest: ready');
  expect(await host.address(target, spec.id)).toBeNull();

  await host.rename(target, spec.id, `it's <new>; echo "x"\nline`);
  expect((await host.get(target, spec.id)).name).toBe(`it's <new>; echo "x" line`);
  expect((await libvirt.virsh('desc', spec.id, '--title', '--config')).trim()).toBe(`it's <new>; echo "x" line`);

  await host.stop(target, spec.id, { graceMs: 100_000 });
  await expect(host.stop(target, spec.id, { graceMs: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  const rest = await eventually(
    () => host.console(target, spec.id, later.next),
    ({ text }) => text !== '',
  );
  expect(rest.text).toContain('guest: going down');
  expect(await host.list(target)).toEqual([{ ...machine, name: `it's <new>; echo "x" line`, power: 'stopped' }]);

  // The hypervisor begins its file anew when it has grown too long.
  const file = path.join(libvirt.folderOf('machines'), `portolan-${spec.id}.console.log`);
  await open.write(file, 'anew\n');
  await open.write(`${file}.0`, 'what was before\n');
  expect(await host.console(target, spec.id, rest.next)).toEqual({ text: 'anew\n', next: '5' });

  for (const _ of ['once', 'again']) await host.remove(target, spec.id);
  await open.expectNothingLeft(libvirt);
});

it('a machine boots an image that was brought; one that does not listen is cut off', async () => {
  const { host, target } = open;
  const guest = await testGuest();
  const volume = `portolan-${'a'.repeat(64)}.iso`;
  for (const _ of ['once', 'again']) await host.upload(target, { volume, path: guest.iso });
  expect(await host.images(target)).toEqual([{ volume, bytes: 16 * 1_024 * 1_024 }]);
  const spec = aMachine({ type: 'iso', volume });
  await host.createDisk(target, spec);
  expect(await open.diskInfo(libvirt, spec)).not.toHaveProperty('backing-filename');
  await host.define(target, spec);
  await host.start(target, spec.id);
  const told = await eventually(
    () => host.console(target, spec.id, null),
    ({ text }) => text.includes('guest: ready'),
  );

  await host.restart(target, spec.id, { graceMs: 100_000 });
  const rest = await eventually(
    () => host.console(target, spec.id, told.next),
    ({ text }) => text.includes('going down'),
  );
  expect(rest.next).not.toBe(told.next);
  expect((await host.get(target, spec.id)).power).toBe('running');

  await libvirt.virsh('suspend', spec.id);
  expect((await host.get(target, spec.id)).power).toEqual({ other: 'paused' });
  await host.start(target, spec.id);
  expect((await libvirt.virsh('domstate', spec.id)).trim()).toBe('running');

  // Booting, it hears nobody.
  await host.stop(target, spec.id, { graceMs: 1 });
  await host.rename(target, spec.id, 'Down');
  expect(await host.get(target, spec.id)).toMatchObject({ name: 'Down', power: 'stopped' });
  await host.remove(target, spec.id);
  await open.expectNothingLeft(libvirt);
});

it('what happens on a hypervisor is told, whoever has done it', async () => {
  const { host, target } = open;
  const spec = aMachine({ type: 'template', volume: TEMPLATE });
  await host.createDisk(target, spec);
  await host.define(target, spec);
  const heard: HypervisorEvent[] = [];
  const leaving = new AbortController();
  const watching = (async () => {
    for await (const event of host.watch(target, leaving.signal)) heard.push(event);
  })();
  const hear = (power: string) =>
    eventually(
      async () => heard.splice(0),
      (events) => events.some((event) => event.type === 'changed' && event.id === spec.id && event.power === power),
    );
  await hear('stopped');
  await libvirt.virsh('start', spec.id);
  await hear('running');
  await libvirt.virsh('destroy', spec.id);
  await hear('stopped');
  await host.remove(target, spec.id);
  await hear('removed');
  await libvirt.kill();
  await eventually(async () => heard.some(({ type }) => type === 'lost'), Boolean);
  await watching;
  for (const step of [() => host.createDisk(target, spec), () => host.define(target, spec), () => host.list(target)]) {
    await expect(step()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  }
  await libvirt.start();
  await host.createDisk(target, spec);
  await host.define(target, spec);
  expect(await host.list(target)).toMatchObject([{ id: spec.id, power: 'stopped' }]);
  await host.remove(target, spec.id);
  await open.expectNothingLeft(libvirt);
  leaving.abort();
});

it('a machine that is not ours is listed, and is not ours to remove', async () => {
  const { host, target } = open;
  const spec = aMachine({ type: 'template', volume: TEMPLATE });
  const file = path.join(libvirt.folderOf('images'), 'stranger.xml');
  const xml = `<domain type="qemu"><name>it's &lt;a&gt;</name><uuid>${spec.id}</uuid><memory>65536</memory><os><type>hvm</type></os></domain>`;
  await open.write(file, xml);
  await libvirt.virsh('define', file);
  expect(await host.list(target)).toMatchObject([{ id: spec.id, name: "it's <a>", mark: null }]);
  await expect(host.remove(target, spec.id)).rejects.toMatchObject({ code: 'REFUSED' });
  await host.createDisk(target, spec);
  await expect(host.define(target, spec)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(host.removeDisk(target, diskOf(spec))).rejects.toMatchObject({ code: 'CONFLICT' });
  await libvirt.virsh('undefine', spec.id);
  for (const _ of ['once', 'again']) await host.removeDisk(target, diskOf(spec));
  await expect(host.removeDisk(target, TEMPLATE)).rejects.toMatchObject({ code: 'REFUSED' });
  await open.expectNothingLeft(libvirt);
});

it('a stranger that cannot be read hides no other machine', async () => {
  const { host, target } = open;
  const file = path.join(libvirt.folderOf('images'), 'stranger.xml');
  const metadata = '<metadata><x:y xmlns:x="urn:x"><![CDATA[<!DOCTYPE domain>]]></x:y></metadata>';
  const id = randomUUID();
  await open.write(
    file,
    `<domain type="qemu"><name>odd</name><uuid>${id}</uuid>${metadata}<memory>65536</memory><os><type>hvm</type></os></domain>`,
  );
  await libvirt.virsh('define', file);
  const spec = aMachine({ type: 'template', volume: TEMPLATE });
  await host.createDisk(target, spec);
  await host.define(target, spec);
  const machines = await host.list(target);
  expect(machines.map(({ id, mark }) => [id, mark]).sort()).toEqual(
    [
      [id, null],
      [spec.id, spec.mark],
    ].sort(),
  );
  expect(machines).toContainEqual({ id, domain: id, name: id, power: 'stopped', cpu: 1, memoryMib: 0, mark: null });
  await libvirt.virsh('undefine', 'odd');
  await host.remove(target, spec.id);
  await open.expectNothingLeft(libvirt);
});

it('what cannot be made is refused before anything is made', async () => {
  const { host, target } = open;
  const template = { type: 'template' as const, volume: TEMPLATE };
  const huge = aMachine(template, { diskMib: 900 * 1_024 * 1_024 });
  await expect(host.createDisk(target, huge)).rejects.toMatchObject({ code: 'CAPACITY' });
  const small = aMachine(template, { diskMib: 1 });
  await expect(host.createDisk(target, small)).rejects.toMatchObject({ code: 'REFUSED' });
  const unknown = aMachine({ type: 'template', volume: 'no such; echo x' });
  await expect(host.createDisk(target, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(host.define(target, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(host.get(target, unknown.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(host.start(target, unknown.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await open.expectNothingLeft(libvirt);
});

it('a disk of which a part was made is made anew', async () => {
  const { host, target } = open;
  const spec = aMachine({ type: 'template', volume: TEMPLATE });
  await open.write(path.join(libvirt.folderOf('machines'), diskOf(spec)), '');
  await host.createDisk(target, spec);
  expect((await open.diskInfo(libvirt, spec))['virtual-size']).toBe(64 * 1_024 * 1_024);
  await host.removeDisk(target, diskOf(spec));
  await open.expectNothingLeft(libvirt);
});
