import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const SOURCES = fileURLToPath(new URL('../../../packages/cli/src/', import.meta.url));

/** The command line, as one file that stands beside the client and loads it when it asks a hub something. */
export async function bundleCli(folder: string, version: string): Promise<void> {
  const own = path.join(SOURCES, 'version.ts');
  const built = await rolldown({
    input: { portolan: path.join(SOURCES, 'portolan.ts') },
    platform: 'node',
    external: (id) => id === '@portolan/client',
    plugins: [
      {
        name: 'version',
        load: (id) => (id === own ? `export const VERSION = ${JSON.stringify(version)};` : null),
      },
    ],
  });
  await built.write({
    dir: folder,
    format: 'esm',
    minify: true,
    paths: { '@portolan/client': './index.js' },
    entryFileNames: '[name].js',
    codeSplitting: false,
  });
}
