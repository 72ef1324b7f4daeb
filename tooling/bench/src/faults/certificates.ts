import { createAuthority } from '@portolan/testing/postgres';

const DAY_MS = 86_400_000;

/** Signs what the servers show, and is trusted by the targets. */
export const authority = createAuthority();

/** Trusted where a certificate is to come from an authority that nobody knows. */
export const stranger = createAuthority('Another authority');

/** What a server with a good certificate sends along whose intermediate authority has expired. */
export function expiredChain(names: string[]): { cert: string; key: string } {
  const late = authority.intermediate({ commonName: 'Intermediate', ...PAST });
  const own = late.issue({ commonName: 'db', names });
  return { cert: own.cert + late.ca, key: own.key };
}

/** When a certificate that has expired was good. */
export const PAST = { from: new Date(Date.now() - 9 * DAY_MS), until: new Date(Date.now() - DAY_MS) };
