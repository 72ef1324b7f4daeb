import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { WebFiles } from '@portolan/http';

/** The built page in a folder, which is listed once; one without files where there is no such folder. */
export async function openWebFiles(root: string): Promise<WebFiles> {
  return {
    names: new Set(await listFiles(root)),
    async open(name) {
      const source = path.join(root, name);
      const { size } = await stat(source);
      return { body: Readable.toWeb(createReadStream(source)) as ReadableStream, size };
    },
  };
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
