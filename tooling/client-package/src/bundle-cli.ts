import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const SOURCES = fileURLToPath(new URL('../../../packages/cli/src/', import.meta.url));

/**
 * The command line: a file that stands beside the client and loads it when it asks a hub something. What few commands need is
 * in files of its own, as are the hooks that read configs in TypeScript on an older Node.
 */
export async function bundleCli(folder: string, version: string): Promise<void> {
  const own = path.join(SOURCES, 'version.ts');
  const built = await rolldown({
    input: {
      portolan: path.join(SOURCES, 'portolan.ts'),
      'portolan-hooks': path.join(SOURCES, 'as-code/portolan-hooks.ts'),
    },
    platform: 'node',
    external: (id) => id === '@portolan/client' || id === '@portolan/client/config',
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
    chunkFileNames: 'portolan-[name].js',
  });
}
