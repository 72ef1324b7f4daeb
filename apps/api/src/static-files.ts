import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves the built web app. The files are listed once: what is not on the list is not there, so no path can reach
 * outside. A page address answers the one HTML file, an address that looks like a file answers nothing.
 */
export async function createStaticFiles(root: string): Promise<(c: Context) => Promise<Response | null>> {
  const files = new Set(await listFiles(root));
  return async (c) => {
    const wanted = c.req.path.slice(1);
    const isFile = files.has(wanted) && path.extname(wanted) in TYPES;
    if (!isFile && path.extname(wanted) !== '') return null;
    const file = isFile ? wanted : 'index.html';
    if (!files.has(file)) return null;
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && files.has(file + suffix));
    const source = path.join(root, file + (encoding?.[1] ?? ''));
    const headers = new Headers({
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-length': String((await stat(source)).size),
      // Names under assets carry a hash of the content; the rest is asked for again.
      'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
    });
    if (encoding) headers.set('content-encoding', encoding[0]);
    // Through the context, which adds the headers that every answer has.
    return c.newResponse(Readable.toWeb(createReadStream(source)) as ReadableStream, { headers });
  };
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
