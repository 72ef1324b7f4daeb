import { isPagePath } from '@portolan/contract';
import type { Context } from 'hono';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
};
const PAGE = 'index.html';
/** Such as `/.env` and `/report.pdf`: nobody has mistyped a page there. */
const HIDDEN_OR_FILE = /\/\.|\.\w+$/;
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** A file of the page as it is sent; null in place of a size that is not known before. */
export interface WebFile {
  body: ReadableStream;
  size: number | null;
}

/** The built page, wherever the platform keeps it. */
export interface WebFiles {
  /** All there are, by their paths from the root, with `/` between: what is not on the list is not there. */
  names: ReadonlySet<string>;
  open(name: string): Promise<WebFile>;
}

/**
 * Serves the built page. No path can reach outside the list. The one HTML file is for whoever opens a page; who opens an
 * address that is none sees it too, with 404. Programs that ask for something else are told by somebody else that it is
 * not there.
 */
export function serveWebFiles({ names, open }: WebFiles): (c: Context) => Promise<Response | null> {
  return async (c) => {
    const wanted = c.req.path.slice(1);
    const isFile = names.has(wanted) && typeOf(wanted) !== undefined;
    const status = isFile ? 200 : pageStatus(c);
    const file = isFile ? wanted : PAGE;
    if (status === null || !names.has(file)) return null;
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && names.has(file + suffix));
    const { body, size } = await open(file + (encoding?.[1] ?? ''));
    const headers = new Headers({
      'content-type': typeOf(file) ?? 'application/octet-stream',
      // Names under assets carry a hash of the content; the rest is asked for again.
      'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: file === PAGE ? 'accept-encoding, accept, sec-fetch-mode' : 'accept-encoding',
    });
    if (size !== null) headers.set('content-length', String(size));
    if (encoding) headers.set('content-encoding', encoding[0]);
    return new Response(body, { status, headers });
  };
}

function typeOf(name: string): string | undefined {
  return TYPES[/\.(\w+)$/.exec(name)?.[1] ?? ''];
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
