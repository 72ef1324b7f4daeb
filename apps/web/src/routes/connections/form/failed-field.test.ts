import type { StageResult } from '@portolan/contract';
import { expect, it } from 'vitest';
import { failedField } from './failed-field.ts';
import { draft } from './test-drafts.ts';

const stage = (name: StageResult['stage'], code?: StageResult['code']): StageResult => ({
  stage: name,
  ok: false,
  ms: 1,
  ...(code && { code }),
});

it.each([
  [stage('policy', 'EGRESS_BLOCKED'), 'host'],
  [stage('dns', 'DNS_NOT_FOUND'), 'host'],
  [stage('tcp', 'TCP_REFUSED'), 'port'],
  [stage('tcp', 'TIMEOUT'), 'host'],
  [stage('tls', 'TLS_UNTRUSTED'), 'sslCa'],
  [stage('tls', 'TLS_REQUIRED'), 'sslMode'],
  [stage('auth', 'AUTH_FAILED'), 'password'],
  [stage('config', 'CREDENTIAL_REENTRY_REQUIRED'), 'password'],
  [stage('database', 'DATABASE_NOT_FOUND'), 'databaseName'],
])('a test that stopped at %o leads to %s', (failed, name) => {
  expect(failedField(failed, draft({ sslMode: 'verify-full' }))?.name).toBe(name);
});

it('leads to a field that the kind has', () => {
  const refused = stage('auth', 'AUTH_FAILED');
  const databricks = draft({ dbType: 'databricks' });
  expect(failedField(refused, databricks)).toEqual({ name: 'token', label: 'Access token' });
  expect(failedField(refused, { ...databricks, signIn: 'oauthClient' })?.name).toBe('clientSecret');
  expect(failedField(refused, draft({ dbType: 'snowflake', signIn: 'keyPair' }))?.name).toBe('privateKey');
  expect(failedField(stage('tls', 'TLS_REQUIRED'), draft({ dbType: 'sqlserver', sslMode: 'disable' }))?.name).toBe(
    'encrypt',
  );
});

it('blames no field for what no field can mend', () => {
  expect(failedField(stage('query', 'QUERY_FAILED'), draft())).toBeUndefined();
  expect(failedField(stage('auth', 'CAPACITY'), draft())).toBeUndefined();
  expect(failedField(undefined, draft())).toBeUndefined();
});
