// Bundles the driver host and the script of its processes: no node_modules. `build.mjs [folder]`, by default dist.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { leaving, NATIVE, OUTPUT, UNREACHED } from '@portolan/drivers/bundle';
import { rolldown } from 'rolldown';

const here = path.dirname(fileURLToPath(import.meta.url));
const dir = process.argv[2] ?? path.join(here, 'dist');

const bundle = await rolldown({
  input: {
    drivers: path.join(here, 'src/main.ts'),
    worker: path.join(here, '../../packages/drivers/src/host/worker.ts'),
  },
  platform: 'node',
  plugins: [leaving(UNREACHED)],
  external: NATIVE,
  // An SDK evaluates a `require` for a binary of its own, and does without.
  checks: { eval: false },
});
// What an earlier build has left.
rmSync(dir, { recursive: true, force: true });
await bundle.write({ dir, ...OUTPUT });
