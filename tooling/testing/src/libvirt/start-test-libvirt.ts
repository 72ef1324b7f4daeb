import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { HYPERVISOR_POOLS } from '@portolan/contract';
import { NAMESPACE_SCRIPT } from './namespace-script.ts';

const run = promisify(execFile);
const START_MS = 60_000;
const NETWORK = 'portolan';
/** What the file of a console has before it begins anew; the one before stays beside it. */
export const CONSOLE_BYTES = 65_536;
const PROGRAMS = ['/usr/sbin/libvirtd', '/usr/sbin/virtlogd', '/usr/bin/virsh', '/usr/bin/qemu-system-x86_64'];

export interface TestLibvirt extends AsyncDisposable {
  uri: string;
  /** Names of its pools: those that the product takes by default. */
  pools: { machines: string; templates: string; images: string };
  /** Where the files of a pool are. */
  folderOf(pool: 'machines' | 'templates' | 'images'): string;
  /** What virsh prints, asked beside the product. */
  virsh(...args: string[]): Promise<string>;
  /** Ends libvirtd as `kill -9` does; its machines go on. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** It hangs until it is resumed: whoever connects waits. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** From now on the disk of machines and images has no room for anything more. */
  fillDisk(): Promise<void>;
  emptyDisk(): Promise<void>;
  /** What a program is started by to see this libvirt as the machine's own. */
  inside: string[];
  close(): Promise<void>;
}

export interface TestLibvirtOptions {
  /** Those that the product takes by default; true unless said. */
  withPools?: boolean;
  /** One in which machines are given addresses, on a network of its own that leads nowhere. */
  withNetwork?: boolean;
  /** Machines and images lie on a disk of their own, which can be full. */
  withDisk?: boolean;
}

/** A real libvirtd with QEMU, one's own: with its machines gone without a trace when closed, and at the latest when this process ends. */
export async function startTestLibvirt(options: TestLibvirtOptions = {}): Promise<TestLibvirt> {
  const missing = PROGRAMS.find((program) => !existsSync(program));
  if (missing || process.getuid?.() !== 0) {
    throw new Error(
      `Tests of machines run as root and need ${missing ?? 'libvirt'}: see tooling/scripts/bootstrap.mjs`,
    );
  }
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-libvirt-'));
  await furnish(home, options);
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];
  if (options.withNetwork) namespaces.push('--net');
  const server = spawn('unshare', [...namespaces, 'bash', '-c', NAMESPACE_SCRIPT, home], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.stdin.on('error', () => {});
  let log = '';
  server.stderr.on('data', (part) => {
    log += part;
  });
  const answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const tell = async (command: string) => {
    server.stdin.write(`${command}\n`);
    if ((await answers.next()).done) throw new Error(`libvirt did not ${command}: ${log}`);
  };
  const socket = path.join(home, 'run/libvirt-sock');
  const uri = `qemu+unix:///system?socket=${socket}`;
  const start = async () => {
    await rm(socket, { force: true });
    await tell('start');
    await untilListens(socket, () => readFile(path.join(home, 'libvirtd.log'), 'utf8'));
  };
  const close = async () => {
    server.stdin.end();
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    uri,
    pools: { ...HYPERVISOR_POOLS },
    folderOf: (pool) => path.join(home, 'pools', pool),
    virsh: async (...args) =>
      (await run('virsh', ['-q', '-c', uri, ...args], { env: { ...process.env, LC_ALL: 'C' } })).stdout,
    kill: () => tell('kill'),
    start,
    pause: () => tell('pause'),
    resume: () => tell('resume'),
    fillDisk: () => tell('fill'),
    emptyDisk: () => tell('empty'),
    inside: ['nsenter', '--target', String(server.pid), '--mount', '--'],
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Its folders and settings. */
async function furnish(home: string, { withPools = true, withNetwork, withDisk }: TestLibvirtOptions): Promise<void> {
  for (const name of ['run', 'etc/storage/autostart', 'lib', 'log', 'cache', 'pools']) {
    await mkdir(path.join(home, name), { recursive: true });
  }
  const access = ['unix_sock_rw_perms = "0700"', 'auth_unix_rw = "none"', 'auth_unix_ro = "none"'];
  await writeFile(path.join(home, 'libvirtd.conf'), [...access, ''].join('\n'));
  await writeFile(path.join(home, 'etc/virtlogd.conf'), `max_size = ${CONSOLE_BYTES}\nmax_backups = 1\n`);
  const account = ['user = "root"', 'group = "root"', 'security_driver = "none"', 'remember_owner = 0'];
  const bare = ['cgroup_controllers = []', 'namespaces = []'];
  await writeFile(path.join(home, 'etc/qemu.conf'), [...account, ...bare, ''].join('\n'));
  if (withDisk) await mkdir(path.join(home, 'disk'));
  if (withNetwork) await furnishNetwork(home);
  if (!withPools) return;
  for (const [name, pool] of Object.entries(HYPERVISOR_POOLS)) {
    const folder = path.join(home, 'pools', name);
    await mkdir(folder);
    const file = path.join(home, `etc/storage/${pool}.xml`);
    await writeFile(file, `<pool type="dir"><name>${pool}</name><target><path>${folder}</path></target></pool>`);
    await symlink(`/etc/libvirt/storage/${pool}.xml`, path.join(home, `etc/storage/autostart/${pool}.xml`));
  }
}

async function furnishNetwork(home: string): Promise<void> {
  const folder = 'etc/qemu/networks';
  await mkdir(path.join(home, folder, 'autostart'), { recursive: true });
  const range = '<dhcp><range start="192.168.77.10" end="192.168.77.200"/></dhcp>';
  const address = `<ip address="192.168.77.1" netmask="255.255.255.0">${range}</ip>`;
  const xml = `<network><name>${NETWORK}</name><bridge name="virbr77"/>${address}</network>`;
  await writeFile(path.join(home, folder, `${NETWORK}.xml`), xml);
  await symlink(`/etc/libvirt/qemu/networks/${NETWORK}.xml`, path.join(home, folder, 'autostart', `${NETWORK}.xml`));
}

async function untilListens(socket: string, log: () => Promise<string>): Promise<void> {
  const giveUpAt = Date.now() + START_MS;
  while (!(await listens(socket))) {
    if (Date.now() > giveUpAt) throw new Error(`libvirt did not start: ${await log()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
