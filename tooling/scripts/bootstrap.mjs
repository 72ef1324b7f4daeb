// Two commands on a fresh machine: finds or fetches what the product needs, then starts or tests it.
// No dependency, and no syntax newer than Node 18.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchGuestKernel } from './guest-kernel.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const OLDEST_NODE = 24;
const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** What nothing is built of. */
const isAside = (name) =>
  ['node_modules', 'dist', 'dist-tests', 'dist-types'].includes(name) || /\.test\.tsx?$/.test(name);

/** The hash of files and folders, by content: tells whether work that was done still stands. */
function fingerprint(...entries) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  const visit = (file) => {
    const info = statSync(file, { throwIfNoEntry: false });
    if (!info) return;
    if (!info.isDirectory()) return hash.update(file.slice(ROOT.length)).update(readFileSync(file));
    for (const name of readdirSync(file).sort()) {
      if (!isAside(name)) visit(path.join(file, name));
    }
  };
  for (const entry of entries) visit(path.join(ROOT, entry));
  return hash.digest('hex');
}

/** Runs `work` unless the stamp says that it was done for the same content, or what does `instead` of it. */
function once(stampFile, print, work, instead = print) {
  const stamp = path.join(ROOT, stampFile);
  if (existsSync(stamp) && [print, instead].includes(readFileSync(stamp, 'utf8'))) return;
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (result.error) fail(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0) fail(`${[command, ...args].join(' ')} failed`, result.status ?? 1);
}

function fail(message, status = 1) {
  console.error(message);
  process.exit(status);
}

function workspaceFiles() {
  const folders = ['apps', 'packages', 'tooling'].flatMap((group) =>
    readdirSync(path.join(ROOT, group)).map((name) => `${group}/${name}/package.json`),
  );
  return ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...folders];
}

/** Whoever only runs the product does without the programs of tests: over 200 MB to fetch, thrice that on disk. */
function install(isToRun) {
  const all = fingerprint(...workspaceFiles());
  const print = isToRun ? `${all} to run` : all;
  const installAll = () => {
    console.log('Installing dependencies (the first time takes a minute) …');
    const pnpm = ['-y', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'];
    if (isToRun) pnpm.push('--filter=!@portolan/programs');
    // Warnings about the Node that is on PATH do not concern us: the workspace brings its own.
    const result = spawnSync('npx', pnpm, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
    if (result.status !== 0) fail(`${result.stdout ?? ''}${result.stderr ?? ''}\nInstalling dependencies failed`);
  };
  once('node_modules/.portolan-installed', print, installAll, all);
}

/** A Node that runs TypeScript sources: the one at hand, else the one that the workspace installed. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
  const installed = path.join(ROOT, 'node_modules/node/bin/node');
  if (!existsSync(installed)) fail(`Node ${OLDEST_NODE} or newer is needed and could not be installed`);
  return installed;
}

function buildPage(node) {
  const sources = ['apps/web', 'packages/contract/src', 'packages/client/src', 'pnpm-lock.yaml'];
  once('apps/web/dist/.built', fingerprint(...sources), () => {
    console.log('Building the page …');
    const vite = path.join(ROOT, 'apps/web/node_modules/vite/bin/vite.js');
    run(node, [vite, 'build', '--logLevel', 'warn'], { cwd: path.join(ROOT, 'apps/web') });
  });
}

function buildServer(node, folder = 'apps/api/dist') {
  const sources = ['apps/api/build.mjs', 'apps/api/package.json', 'apps/api/src', 'packages', 'pnpm-lock.yaml'];
  once(`${folder}/.built`, fingerprint(...sources), () => {
    console.log('Building the server …');
    run(node, [path.join(ROOT, 'apps/api/build.mjs'), path.join(ROOT, folder)]);
  });
}

/** What the server gives away. */
function buildClient(node) {
  const packages = ['cli', 'client', 'contract', 'router'].map((name) => `packages/${name}/src`);
  const sources = [...packages, 'tooling/client-package/src'];
  once('apps/api/dist/client/.built', fingerprint('package.json', 'pnpm-lock.yaml', ...sources), () => {
    console.log('Building the client …');
    run(node, [path.join(ROOT, 'tooling/client-package/src/main.ts'), path.join(ROOT, 'apps/api/dist/client')]);
  });
}

function start(node) {
  // Less that the C library keeps to itself: two heaps for all threads, and what is free at their end goes back.
  const env = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '1048576', ...process.env };
  // Under load V8 would let its nursery grow to several times of what a request leaves alive.
  const args = ['--max-semi-space-size=8', path.join(ROOT, 'apps/api/dist/server.js')];
  // The channel tells the server when this process is gone, however it went.
  const server = spawn(node, args, {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  // npm killed outright passes nothing on; without it nobody could stop what it started.
  if (process.env.npm_lifecycle_event) {
    const ancestors = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
    setInterval(() => ancestors.every(isAlive) || server.kill('SIGTERM'), 500).unref();
  }
  server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** The parent of another process; 0 where the system does not tell. npm stands behind the shell that it starts. */
function parentOf(pid) {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : null;
  if (status) return Number((/^PPid:\s*(\d+)/m.exec(status) || [])[1]);
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  return Number((stdout || '').trim());
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What the tests run against beside what npm brings: programs, and the Debian packages they come in. */
const TEST_PROGRAMS = [
  { program: '/usr/bin/chromium-headless-shell', packages: ['chromium-headless-shell', 'fonts-liberation'] },
  { program: '/usr/sbin/mariadbd', packages: ['mariadb-server-core'] },
  { program: '/usr/bin/mariadb', packages: ['mariadb-client-core'] },
  { program: '/usr/bin/psql', packages: ['postgresql-client'] },
  { program: '/usr/sbin/pgbouncer', packages: ['pgbouncer'] },
  { program: '/usr/sbin/haproxy', packages: ['haproxy'] },
  { program: '/usr/bin/go', packages: ['golang-go'] },
  { program: '/usr/bin/python3', packages: ['python3'] },
  { program: '/usr/bin/jq', packages: ['jq'] },
  { program: '/usr/bin/curl', packages: ['curl'] },
  { program: '/usr/sbin/libvirtd', packages: ['libvirt-daemon-system'] },
  { program: '/usr/sbin/dnsmasq', packages: ['dnsmasq-base'] },
  { program: '/usr/bin/virsh', packages: ['libvirt-clients'] },
  { program: '/usr/bin/qemu-system-x86_64', packages: ['qemu-system-x86'] },
  { program: '/usr/bin/qemu-img', packages: ['qemu-utils'] },
  { program: '/bin/busybox', packages: ['busybox-static'] },
  { program: '/usr/bin/xorriso', packages: ['xorriso'] },
  { program: '/usr/lib/ISOLINUX/isolinux.bin', packages: ['isolinux', 'syslinux-common'] },
  { program: '/usr/lib/memtest86+/memtest86+x64.iso', packages: ['memtest86+'] },
  { program: '/usr/bin/ssh', packages: ['openssh-client'] },
  { program: '/usr/sbin/sshd', packages: ['openssh-server'] },
];

function installTestPrograms() {
  const missing = TEST_PROGRAMS.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) return;
  const packages = missing.flatMap((one) => one.packages);
  const isRoot = process.getuid && process.getuid() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) {
    fail(`The tests need ${missing[0].program}: install the Debian packages ${packages.join(' ')} as root`);
  }
  console.log(`Installing for the tests: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What the machines of tests boot. */
function fetchKernel() {
  try {
    fetchGuestKernel();
  } catch (error) {
    fail(`The kernel of the machines of tests could not be fetched: ${error.message}`);
  }
}

function test(node) {
  const bin = path.join(ROOT, 'node_modules/.bin');
  const env = { ...process.env, PATH: [path.dirname(node), bin, process.env.PATH].join(path.delimiter) };
  run(node, [path.join(ROOT, 'tooling/scripts/verify.mjs')], { env });
  installTestPrograms();
  fetchKernel();
  buildPage(node);
  // Tests start servers as they are shipped, which begin in a fraction of the time; one test builds what `npm start` runs.
  const bundle = 'apps/api/dist-tests';
  buildServer(node, bundle);
  buildClient(node);
  env.PORTOLAN_TEST_BUNDLE = path.join(ROOT, bundle);
  const result = spawnSync(node, [path.join(ROOT, 'tooling/scripts/run-tests.mjs')], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  });
  process.exit(result.status ?? 1);
}

const command = process.argv[2];
install(command === 'start');
const node = findNode();
if (command === 'start') {
  buildPage(node);
  buildServer(node);
  buildClient(node);
  start(node);
} else if (command === 'test') {
  test(node);
} else {
  fail('Usage: node tooling/scripts/bootstrap.mjs start|test');
}
