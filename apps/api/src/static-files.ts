import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { isPagePath } from '@portolan/contract';
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
const PAGE = 'index.html';
/** Such as `/.env` and `/report.pdf`: nobody has mistyped a page there. */
const HIDDEN_OR_FILE = /\/\.|\.\w+$/;
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves the built web app. The files are listed once: what is not on the list is not there, so no path can reach
 * outside. The one HTML file is for whoever opens a page; who opens an address that is none sees it too, with 404.
 * Programs that ask for something else are told by somebody else that it is not there.
 */
export async function createStaticFiles(root: string): Promise<(c: Context) => Promise<Response | null>> {
  const files = new Set(await listFiles(root));
  return async (c) => {
    const wanted = c.req.path.slice(1);
    const isFile = files.has(wanted) && path.extname(wanted) in TYPES;
    const status = isFile ? 200 : pageStatus(c);
    const file = isFile ? wanted : PAGE;
    if (status === null || !files.has(file)) return null;
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && files.has(file + suffix));
    const source = path.join(root, file + (encoding?.[1] ?? ''));
    const headers = new Headers({
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-length': String((await stat(source)).size),
      // Names under assets carry a hash of the content; the rest is asked for again.
      'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: file === PAGE ? 'accept-encoding, accept, sec-fetch-mode' : 'accept-encoding',
    });
    if (encoding) headers.set('content-encoding', encoding[0]);
    return new Response(Readable.toWeb(createReadStream(source)) as ReadableStream, { status, headers });
  };
}

/** The status of the page for a request that is no file; null where it is not for a page. */
function pageStatus({ req }: Context): 200 | 404 | null {
  const mode = req.header('sec-fetch-mode');
  const accept = req.header('accept') ?? '*/*';
  const wantsPage = /\btext\/html\b/i.test(accept);
  if (isPagePath(req.path)) return wantsPage || accept.includes('*/*') ? 200 : null;
  const opens = mode === undefined ? wantsPage : mode === 'navigate';
  return opens && !HIDDEN_OR_FILE.test(req.path) ? 404 : null;
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
