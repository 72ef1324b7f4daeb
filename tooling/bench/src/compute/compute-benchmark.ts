import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { HypervisorTarget, MachineSpec } from '@portolan/compute';
import { createComputeHost } from '@portolan/compute/host';
import { startTestLibvirt, type TestLibvirt, testGuest } from '@portolan/testing/libvirt';
import { benchmarkHub } from './hub-benchmark.ts';

const run = promisify(execFile);
const ROUNDS = 5;
const MACHINES = 200;
const BUDGET_MS = 3_000;
const TEMPLATE = 'guest.qcow2';

/**
 * `pnpm bench compute`: how long a machine takes from its template until it runs, beside virsh doing the same by hand, one after the other
 * in each round; how long the list of 200 machines takes, by the port and in the hub; and how soon the hub answers and tells.
 */
export async function benchmarkCompute(): Promise<boolean> {
  const guest = await testGuest();
  const libvirt = await startTestLibvirt();
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-compute-'));
  const host = createComputeHost({ egress: async (address) => ({ address }), home });
  const target = { id: 'bench', uri: libvirt.uri, username: null, credential: null, pools: libvirt.pools };
  try {
    await copyFile(guest.disk, path.join(libvirt.folderOf('templates'), TEMPLATE));
    await host.test(target);
    const [ours, theirs]: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours?.push(await byHub(host, target));
      theirs?.push(await byHand(libvirt, home));
    }
    const [hub, hand] = [median(ours ?? []), median(theirs ?? [])];
    const later = hub - hand;
    console.log(
      `a machine from its template until it runs, ${ROUNDS} rounds: ${hub} ms, by virsh ${hand} ms: ${later} ms later (budget ${BUDGET_MS} ms)`,
    );
    console.log(
      `load ${os
        .loadavg()
        .map((one) => one.toFixed(1))
        .join(' ')}`,
    );
    await defineMany(libvirt, home);
    const lists: number[] = [];
    for (let round = 0; round < ROUNDS; round++) lists.push(await timed(() => host.list(target)));
    console.log(`the list of ${(await host.list(target)).length} machines: ${median(lists)} ms`);
    const isFast = await benchmarkHub(libvirt);
    return isFast && later <= BUDGET_MS;
  } finally {
    await host.close();
    await libvirt.close();
    await rm(home, { recursive: true });
  }
}

async function byHub(host: ReturnType<typeof createComputeHost>, target: HypervisorTarget): Promise<number> {
  const mark = { installation: randomUUID(), tenant: randomUUID(), owner: randomUUID() };
  const source = { type: 'template' as const, volume: TEMPLATE };
  const spec: MachineSpec = { id: randomUUID(), name: 'bench', mark, cpu: 1, memoryMib: 96, diskMib: 64, source };
  const took = await timed(async () => {
    await host.createDisk(target, spec);
    await host.define(target, spec);
    await host.start(target, spec.id);
  });
  const { power } = await host.get(target, spec.id);
  if (power !== 'running') throw new Error('The machine does not run');
  await host.remove(target, spec.id);
  return took;
}

/** The fewest commands by which a person would do it. */
async function byHand(libvirt: TestLibvirt, home: string): Promise<number> {
  const { machines } = libvirt.pools;
  const name = `bench-${randomUUID()}`;
  const disk = path.join(libvirt.folderOf('machines'), `${name}.qcow2`);
  const template = path.join(libvirt.folderOf('templates'), TEMPLATE);
  const file = path.join(home, `${name}.xml`);
  await writeFile(file, domain(name, disk));
  const took = await timed(async () => {
    const overlay = ['--format', 'qcow2', '--backing-vol', template, '--backing-vol-format', 'qcow2'];
    await libvirt.virsh('vol-create-as', machines, `${name}.qcow2`, '64M', ...overlay);
    await libvirt.virsh('define', file);
    await libvirt.virsh('start', name);
  });
  await libvirt.virsh('destroy', name);
  await libvirt.virsh('undefine', name);
  await libvirt.virsh('vol-delete', `${name}.qcow2`, machines);
  return took;
}

function domain(name: string, disk: string): string {
  return `<domain type="qemu"><name>${name}</name><memory unit="MiB">96</memory><os><type arch="x86_64">hvm</type></os>
    <features><acpi/></features><devices><disk type="file"><driver name="qemu" type="qcow2"/><source file="${disk}"/>
    <target dev="vda" bus="virtio"/></disk><interface type="user"/><serial type="pty"/></devices></domain>`;
}

async function defineMany(libvirt: TestLibvirt, home: string): Promise<void> {
  const files = Array.from({ length: MACHINES }, (_, at) => path.join(home, `many-${at}.xml`));
  for (const [at, file] of files.entries()) await writeFile(file, domain(`many-${at}`, '/nowhere.qcow2'));
  await run('virsh', ['-q', '-c', libvirt.uri, files.map((file) => `define ${file}`).join('; ')]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
