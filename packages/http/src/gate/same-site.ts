import { AppError } from '@portolan/router';
import type { Context } from 'hono';
import { asked } from './asked.ts';
import type { Site } from './site.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FOREIGN_SITES = new Set(['cross-site', 'same-site']);

/**
 * Refuses what another site's page makes a browser send, with or without a cookie: a sign-in that somebody else chose is
 * an attack too. Programs, which name no origin, are nobody's page.
 */
export function assertNotForeign(c: Context, site: Site): void {
  if (SAFE.has(c.req.method)) return;
  const origin = c.req.header('origin');
  const foreign = FOREIGN_SITES.has(c.req.header('sec-fetch-site') ?? '');
  if (foreign || (origin !== undefined && !owns(c, site, origin))) throw notOurPages();
}

/**
 * A cookie is sent by the browser whoever asks it to: an unsafe request that rides on one must say that it comes from our
 * own pages. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`.
 */
export function assertOwnPages(c: Context, site: Site): void {
  if (SAFE.has(c.req.method)) return;
  const fetchSite = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = origin !== undefined && owns(c, site, origin);
  const same = fetchSite === undefined ? own : fetchSite === 'same-origin' && (origin === undefined || own);
  if (!same) throw notOurPages();
}

function owns(c: Context, site: Site, origin: string): boolean {
  return site.owns(origin, asked(c).url.host);
}

function notOurPages(): AppError {
  return new AppError('FORBIDDEN', 'This request did not come from the pages of this site');
}
