// Runs every suite and closes with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const IN_MEMORY = '/dev/shm';
const NEEDED_BYTES = 8 * 2 ** 30;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(home(), 'portolan-tests-'));
// Servers run by an account of their own find their files in it, as in /tmp.
chmodSync(folder, 0o1777);
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
// Debian keeps servers where not every account looks. And hundreds of processes load the same modules: what one has
// compiled, the others need not.
const PATH = [process.env.PATH, '/usr/local/sbin', '/usr/sbin'].join(path.delimiter);
const env = { ...process.env, PATH, TMPDIR: folder, NODE_COMPILE_CACHE: path.join(folder, 'compiled') };

/** More files than these do not fail by accident. */
const MOST_AGAIN = 3;

const first = run(process.argv.slice(2));
const failing = first.files.filter(({ status }) => status === 'failed').map(({ name }) => path.relative(root, name));
// Whatever else keeps a machine busy can make one test of thousands late. What passes alone is told, and is a fault to mend.
const isAgain = failing.length > 0 && failing.length <= MOST_AGAIN;
const second = isAgain ? run(failing) : undefined;
rmSync(folder, { recursive: true, force: true });

const total = second ? merge(first, second) : first;
if (second && total.failed === 0) console.log(`unsteady, passed when run again alone: ${failing.join(', ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

function run(args) {
  const report = path.join(folder, 'report.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  try {
    const counts = countsOf(JSON.parse(readFileSync(report, 'utf8')).testResults);
    // What went wrong outside of any file.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    console.error('The test run left no report');
    return { files: [], passed: 0, failed: 1, skipped: 0 };
  }
}

function merge(before, after) {
  const again = new Map(after.files.map((file) => [file.name, file]));
  const merged = countsOf(before.files.map((file) => again.get(file.name) ?? file));
  return after.failed > 0 && merged.failed === 0 ? { ...merged, failed: after.failed } : merged;
}

function countsOf(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  // A file that could not be loaded has no test to fail: it counts as one.
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const failed = count('failed') + broken.length;
  const isHookAlone = failed === 0 && files.some(({ status }) => status === 'failed');
  return {
    files,
    passed: count('passed'),
    failed: isHookAlone ? 1 : failed,
    skipped: count('pending', 'skipped', 'todo'),
  };
}

/**
 * Where the files of a run are: in memory, where there is enough of it and programs may be started from it. Hundreds of
 * databases come and go, and to find blocks for them on a disk, and to discard these, can take longer than their work.
 */
function home() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    const isMounted = readFileSync('/proc/mounts', 'utf8').match(/^tmpfs \/dev\/shm tmpfs (\S+)/m);
    const isRoomy = Math.min(bavail * bsize, os.freemem()) >= NEEDED_BYTES;
    if (isRoomy && isMounted && !isMounted[1].split(',').includes('noexec')) return IN_MEMORY;
  } catch {
    // Another system, which has none.
  }
  return os.tmpdir();
}
