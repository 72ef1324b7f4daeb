export { type CertificateAuthority, createAuthority } from './certificate-authority.ts';
export { freePort, startTestPostgres, type TestPostgres, type TestPostgresOptions } from './start-test-postgres.ts';
