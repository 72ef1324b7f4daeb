import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { bundleCli } from './bundle-cli.ts';
import { type ContractDocument, contractOf, digestOf } from './contract-of.ts';
import { writeConfigDeclarations, writeDeclarations } from './declarations.ts';
import { readProcedures } from './procedures.ts';

const SOURCES = fileURLToPath(new URL('../../../packages/client/src/', import.meta.url));
const VERSION = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')).version as string;

/** What a hub says of the client that it serves. */
export interface ClientFacts {
  version: string;
  /** Tells one contract from another. */
  contract: string;
  /** Of the tarball, as `npm` writes it: `sha512-…`. */
  integrity: string;
}

/**
 * Builds the client that a hub serves into `folder`: `client.tgz`, what a package manager installs; `client.json`, its facts;
 * `contract.json`, what it takes the hub to answer.
 */
export async function buildClient(folder: string): Promise<ClientFacts> {
  const procedures = readProcedures();
  const contract = contractOf(procedures);
  const digest = digestOf(contract);
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(path.join(folder, 'package-'));
  try {
    await bundle(work, contract, digest);
    await bundleCli(work, VERSION);
    await writeFile(path.join(work, 'index.d.ts'), await writeDeclarations(procedures));
    await writeFile(path.join(work, 'config.d.ts'), await writeConfigDeclarations());
    await writeFile(path.join(work, 'package.json'), JSON.stringify(manifest(), null, 2));
    await copyFile(new URL('package-readme.md', import.meta.url), path.join(work, 'README.md'));
    const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], {
      cwd: work,
      encoding: 'utf8',
    }).trim();
    const tarball = await readFile(path.join(work, packed));
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const facts = { version: VERSION, contract: digest, integrity };
    await rename(path.join(work, packed), path.join(folder, 'client.tgz'));
    await writeFile(path.join(folder, 'contract.json'), JSON.stringify(contract));
    await writeFile(path.join(folder, 'client.json'), JSON.stringify(facts));
    return facts;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** One file that is loaded at once; what few need comes with its first use. */
async function bundle(folder: string, contract: ContractDocument, digest: string): Promise<void> {
  const own = path.join(SOURCES, 'contract.ts');
  const facts = `export const DIGEST = ${JSON.stringify(digest)};
export const VERSION = ${JSON.stringify(VERSION)};
export const loadContract = async () => (await import('portolan:contract')).default;`;
  const built = await rolldown({
    // Bundlers leave out files that nobody needs: whoever imports errors alone gets nothing else.
    input: {
      index: path.join(SOURCES, 'index.ts'),
      errors: path.join(SOURCES, 'portolan-error.ts'),
      config: path.join(SOURCES, 'config.ts'),
    },
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
    plugins: [
      {
        name: 'contract',
        resolveId: (id) => (id === 'portolan:contract' ? id : null),
        load(id) {
          if (id === 'portolan:contract')
            return `export default JSON.parse(${JSON.stringify(JSON.stringify(contract))});`;
          return id === own ? facts : null;
        },
      },
    ],
  });
  await built.write({
    dir: folder,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  });
}

const manifest = () => ({
  name: '@portolan/client',
  version: VERSION,
  description: 'Typed client of a Portolan hub, made by the hub that serves it',
  license: 'UNLICENSED',
  type: 'module',
  sideEffects: false,
  exports: {
    '.': { types: './index.d.ts', default: './index.js' },
    './config': { types: './config.d.ts', default: './config.js' },
  },
  types: './index.d.ts',
  bin: { portolan: './portolan.js' },
  engines: { node: '>=20' },
  files: ['*.js', '*.d.ts'],
});
