export { type CertificateAuthority, createAuthority } from './certificate-authority.ts';
export { freePort, startTestPostgres, type TestPostgres, type TestPostgresOptions } from './start-test-postgres.ts';
export { LONG_NAME, ODD_NAMES, SHADOWS, TRICKY_SCHEMA } from './tricky-schema.ts';
