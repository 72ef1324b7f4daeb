import { DiagnosisCode } from '@portolan/contract';
import { expect, test } from 'vitest';
import type { StageFailure } from '../diagnosis/stage-failure.ts';
import { networkFailure } from './network-failure.ts';
import { tlsFailure } from './tls-failure.ts';

const errorOf = (code: string) => Object.assign(new Error('planted-secret'), { code });

function expectFailure(failure: StageFailure, code: string): void {
  expect(failure.code).toBe(code);
  expect(DiagnosisCode.safeParse(failure.code).success).toBe(true);
  expect(failure.message).not.toContain('planted-secret');
  // A remedy is one line that names somebody who can act.
  expect(failure.remedy).toMatch(/^[A-Z][^\n]{20,200}$/);
}

test.each([
  ['ENOTFOUND', 'DNS_NOT_FOUND'],
  ['EAI_AGAIN', 'DNS_NOT_FOUND'],
  ['ECONNREFUSED', 'TCP_REFUSED'],
  ['EHOSTUNREACH', 'TCP_UNREACHABLE'],
  ['ENETUNREACH', 'TCP_UNREACHABLE'],
  ['EADDRNOTAVAIL', 'TCP_UNREACHABLE'],
  ['ETIMEDOUT', 'TIMEOUT'],
  ['EGRESS_BLOCKED', 'EGRESS_BLOCKED'],
])('network error %s is %s', (error, code) => {
  expectFailure(networkFailure(errorOf(error), 'db.example'), code);
});

test.each([
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS_UNTRUSTED'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'TLS_UNTRUSTED'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS_UNTRUSTED'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS_UNTRUSTED'],
  ['CERT_SIGNATURE_FAILURE', 'TLS_UNTRUSTED'],
  ['INVALID_CA', 'TLS_UNTRUSTED'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_HOSTNAME'],
  ['CERT_HAS_EXPIRED', 'TLS_EXPIRED'],
  ['CERT_NOT_YET_VALID', 'TLS_EXPIRED'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'WRONG_SERVICE'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS_UNSUPPORTED'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS_UNSUPPORTED'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'AUTH_FAILED'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'AUTH_FAILED'],
  ['ECONNRESET', 'WRONG_SERVICE'],
])('TLS error %s is %s', (error, code) => {
  expectFailure(tlsFailure(errorOf(error)), code);
});
