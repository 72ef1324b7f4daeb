import { AppError } from '@portolan/router';
import { asked } from './asked.ts';
import type { Fault } from './refusing.ts';
import type { Site } from './site.ts';

/** Probes of a container ask by its address; what they are told is no secret. */
const ANY_HOST = new Set(['/health', '/ready']);

/** A host that is none of the site's. */
export function foreignHost(site: Site): Fault {
  return (c) => {
    const { path } = c.req;
    // A page that calls itself by this machine's address bears no token.
    const isAnywhere = ANY_HOST.has(path) || (path === '/metrics' && c.req.header('authorization') !== undefined);
    if (isAnywhere || site.serves(asked(c).url.host)) return null;
    const message = 'This host is not served here; set PORTOLAN_PUBLIC_URL to the address that people use';
    return new AppError('MISDIRECTED_REQUEST', message);
  };
}
