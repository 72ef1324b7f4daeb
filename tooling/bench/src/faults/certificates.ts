import { createAuthority } from '@portolan/testing/postgres';

const DAY_MS = 86_400_000;

/** Signs what the servers show, and is trusted by the targets. */
export const authority = createAuthority();

/** Trusted where a certificate is to come from an authority that nobody knows. */
export const stranger = createAuthority('Another authority');

/** When a certificate that has expired was good. */
export const PAST = { from: new Date(Date.now() - 9 * DAY_MS), until: new Date(Date.now() - DAY_MS) };
