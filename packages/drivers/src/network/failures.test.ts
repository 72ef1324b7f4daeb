import { DiagnosisCode } from '@portolan/contract';
import { expect, test } from 'vitest';
import type { StageFailure } from '../stages/stage-failure.ts';
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
  ['ECONNRESET', 'TCP_RESET'],
  ['EHOSTUNREACH', 'TCP_UNREACHABLE'],
  ['ENETUNREACH', 'TCP_UNREACHABLE'],
  ['EADDRNOTAVAIL', 'TCP_UNREACHABLE'],
  ['ETIMEDOUT', 'TIMEOUT'],
  ['EGRESS_BLOCKED', 'EGRESS_BLOCKED'],
])('network error %s is %s', (error, code) => {
  expectFailure(networkFailure(errorOf(error), 'db.example'), code);
});

const ALERT = 'ERR_SSL_SSL/TLS_ALERT_';
test.each<[string, boolean, string]>([
  ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'WRONG_SERVICE'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', false, 'TLS_UNSUPPORTED'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', false, 'TLS_UNSUPPORTED'],
  ['ECONNRESET', false, 'WRONG_SERVICE'],
  // Alert 40, in the words of OpenSSL 3.5 and of those before.
  [`${ALERT}HANDSHAKE_FAILURE`, false, 'TLS_UNSUPPORTED'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', false, 'TLS_UNSUPPORTED'],
  [`${ALERT}HANDSHAKE_FAILURE`, true, 'AUTH_FAILED'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', true, 'AUTH_FAILED'],
  // 42 to 46, 48, 49 and 116.
  [`${ALERT}BAD_CERTIFICATE`, false, 'AUTH_FAILED'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', true, 'AUTH_FAILED'],
  [`${ALERT}UNSUPPORTED_CERTIFICATE`, true, 'AUTH_FAILED'],
  [`${ALERT}CERTIFICATE_REVOKED`, true, 'AUTH_FAILED'],
  [`${ALERT}CERTIFICATE_EXPIRED`, true, 'AUTH_FAILED'],
  [`${ALERT}CERTIFICATE_UNKNOWN`, true, 'AUTH_FAILED'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', true, 'AUTH_FAILED'],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', true, 'AUTH_FAILED'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', true, 'AUTH_FAILED'],
  // 80, 71, 112 and 120 are about something else.
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', true, 'TLS_UNSUPPORTED'],
  ['ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY', false, 'TLS_UNSUPPORTED'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', false, 'TLS_HOSTNAME'],
  ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', false, 'TLS_UNSUPPORTED'],
])('TLS error %s, certificate shown %s, is %s', (error, shown, code) => {
  expectFailure(tlsFailure(errorOf(error), shown), code);
});
