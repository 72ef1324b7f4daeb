export { HeldClaims } from './held-claims.ts';
export { type Claim, LEASE_SECONDS, releaseClaims } from './lease.ts';
