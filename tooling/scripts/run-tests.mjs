// Runs every suite and closes with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-tests-'));
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
// Debian keeps servers where not every account looks. And hundreds of processes load the same modules: what one has
// compiled, the others need not.
const PATH = [process.env.PATH, '/usr/local/sbin', '/usr/sbin'].join(path.delimiter);
const env = { ...process.env, PATH, NODE_COMPILE_CACHE: path.join(folder, 'compiled') };

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
