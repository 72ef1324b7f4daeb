// Everything a machine can judge without a database: format, lint, types, import graph, references in the docs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const steps = [
  ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['-b']],
  ['import graph', process.execPath, ['tooling/scripts/check-graph.mjs']],
  ['docs', process.execPath, ['tooling/scripts/check-docs.mjs']],
];

for (const [name, command, args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`verify: ${name} failed`);
    process.exit(1);
  }
  console.log(`verify: ${name} ok (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
