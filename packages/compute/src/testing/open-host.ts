import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { HYPERVISOR_POOLS } from '@portolan/contract';
import { type ComputeHostOptions, createComputeHost } from '../host/index.ts';
import type { HypervisorTarget } from '../hypervisor.ts';

const run = promisify(execFile);
/** Where the product is built as it is shipped: its worker starts in a fraction of the time that its sources take. */
const BUNDLE = process.env.PORTOLAN_TEST_BUNDLE;

/** What tests know of a hypervisor beside the product. */
interface Beside {
  folderOf(pool: 'machines'): string;
  virsh(...args: string[]): Promise<string>;
}

export interface OpenHost {
  host: ReturnType<typeof createComputeHost>;
  target: HypervisorTarget;
  /** Where the files of calls are. */
  home: string;
  /** What `qemu-img` says of the disk of a machine. */
  diskInfo(beside: Beside, machine: { id: string; mark: { installation: string } }): Promise<Record<string, unknown>>;
  /** Throws where the hypervisor has a machine, or a file of one. */
  expectNothingLeft(beside: Beside): Promise<void>;
  write(file: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** A gateway and one hypervisor behind it. */
export async function openHost(uri: string, options: Partial<ComputeHostOptions> = {}): Promise<OpenHost> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-compute-'));
  const built = BUNDLE ? { worker: path.join(BUNDLE, 'compute-worker.js') } : {};
  const host = createComputeHost({ egress: async (address) => ({ address }), home, ...built, ...options });
  return {
    host,
    target: { id: 'one', uri, username: null, credential: null, pools: { ...HYPERVISOR_POOLS } },
    home,
    async diskInfo(beside, { id, mark }) {
      const file = path.join(beside.folderOf('machines'), `portolan-${id}.${mark.installation}.qcow2`);
      return JSON.parse((await run('qemu-img', ['info', '--force-share', '--output', 'json', file])).stdout);
    },
    async expectNothingLeft(beside) {
      const machines = (await beside.virsh('list', '--all', '--name')).trim();
      const files = await readdir(beside.folderOf('machines'));
      if (machines !== '' || files.length > 0) throw new Error(`There is left: ${machines} ${files.join(' ')}`);
    },
    write: (file, text) => writeFile(file, text),
    async close() {
      await host.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
