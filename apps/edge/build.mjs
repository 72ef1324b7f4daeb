// Bundles the worker: `build.mjs [folder]`, by default dist. The page is built before; without it none is served.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemMigrations } from '@portolan/db';
import { rolldown } from 'rolldown';
import { compileEntities } from './build/compile-entities.mjs';

const edge = path.dirname(fileURLToPath(import.meta.url));
const dir = process.argv[2] ?? path.join(edge, 'dist');
const { resolve } = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(path.join(edge, 'package.json'), 'utf8'));

/** Names of the page's files, in the folder that is bound as ASSETS. What is packed already the platform packs itself. */
const page = path.join(edge, '../web/dist');
const pageFiles = existsSync(page)
  ? readdirSync(page, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
      .map((entry) => path.relative(page, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  : [];

const written = {
  'portolan:compiled-entities': () => compileEntities(),
  'portolan:page': () => `export const pageFiles = ${JSON.stringify(pageFiles)};`,
  'portolan:version': () => `export const version = ${JSON.stringify(version)};`,
};

/** What dependencies import and no worker reaches: files of sources, and a client of PostgreSQL in C. */
const UNREACHED = /^@mikro-orm\/core\/(?:fs-utils|file-discovery)$|^pg-native$/;
/** A login is derived of its password by thousands of rounds, with the salt of its role: once for all connections. */
const DERIVED_ONCE = `
const MOST = 20;
const derived = new Map();
module.exports.deriveKey = async (password, salt, iterations) => {
  const login = [iterations, Buffer.from(salt).toString('hex'), password].join(' ');
  const known = derived.get(login);
  if (known) return known;
  const made = await deriveKey(password, salt, iterations);
  if (derived.size === MOST) derived.clear();
  derived.set(login, made);
  return made;
};
`;
const NODES = new Set(builtinModules);
const modules = {
  name: 'modules',
  resolveId(name, _importer, { kind }) {
    if (name in written) return `\0${name}`;
    if (UNREACHED.test(name)) return '\0unreached';
    if (name === 'pg-cloudflare') return path.join(edge, 'src/postgres-socket.ts');
    if (name === './buffer-reader') return path.join(edge, 'src/postgres-reader.ts');
    if (name.endsWith('.wasm')) return { id: `./${path.basename(name)}`, external: true };
    const bare = name.replace(/^node:/, '');
    if (!NODES.has(bare)) return null;
    return kind === 'require-call' ? `\0builtin:${bare}` : { id: `node:${bare}`, external: true };
  },
  load(id) {
    if (id === '\0unreached') return 'module.exports = {};';
    // A module of ESM has no `require`, and its imports are no classes that CommonJS could extend.
    if (id.startsWith('\0builtin:')) return `module.exports = process.getBuiltinModule('node:${id.slice(9)}');`;
    if (id.endsWith('/rate-limiter-flexible/index.js')) {
      // It loads a limiter for every store that there is.
      const used = ['RateLimiterPostgres', 'RateLimiterRes'].map((name) => `${name}: require('./lib/${name}')`);
      return `module.exports = { ${used.join(', ')} }`;
    }
    if (id.endsWith('/pg/lib/crypto/utils.js')) return readFileSync(id, 'utf8') + DERIVED_ONCE;
    // The worker never migrates the system database: it knows what it should have had.
    if (id.endsWith('/db/src/system/migrations/index.ts')) {
      return `export const systemMigrations = ${JSON.stringify(systemMigrations.map(({ name }) => ({ name })))};`;
    }
    return written[id.slice(1)]?.() ?? null;
  },
};

/** What is beyond Latin-1 makes V8 keep a whole module at two bytes a character: escaped, the worker's heap is a fifth smaller. */
const ascii = {
  name: 'ascii',
  generateBundle(_options, chunks) {
    for (const chunk of Object.values(chunks)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const bundle = await rolldown({
  input: path.join(edge, 'src/worker.ts'),
  platform: 'neutral',
  resolve: { conditionNames: ['workerd', 'worker'], mainFields: ['module', 'main'] },
  plugins: [modules, ascii],
  external: [/^cloudflare:/],
});
rmSync(dir, { recursive: true, force: true });
await bundle.write({
  dir,
  format: 'esm',
  entryFileNames: '[name].js',
  // Names of functions and classes stay: a stack trace in a log is read by them, and some libraries tell errors by them.
  minify: process.env.LAB
    ? false
    : { mangle: { keepNames: true }, compress: { keepNames: { function: true, class: true } } },
});
for (const name of ['simd.wasm', 'no-simd.wasm']) copyFileSync(resolve(`argon2id/dist/${name}`), path.join(dir, name));
