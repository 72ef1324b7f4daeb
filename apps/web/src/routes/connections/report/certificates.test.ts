import type { TestResult } from '@portolan/contract';
import { expect, it } from 'vitest';
import { expiryOf, warningsOf } from './certificates.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const until = (expiresAt: string) => ({ subject: 'CN=db', issuer: 'CN=root', expiresAt });
const passed: TestResult = { success: true, message: 'Connection successful', latencyMs: 1, stages: [] };
const tls = (over: Partial<NonNullable<TestResult['tls']>> = {}) => ({
  ...passed,
  tls: { version: 'TLSv1.3', verified: true, certificates: [], ...over },
});

it.each([
  ['2027-01-03T00:00:00.000Z', 'expires Jan 3, 2027 (in 42 days)', false],
  ['2026-12-21T12:00:00.000Z', 'expires Dec 21, 2026 (in 30 days)', false],
  ['2026-12-21T11:59:59.000Z', 'expires Dec 21, 2026 (in 29 days)', true],
  ['2026-11-22T13:00:00.000Z', 'expires Nov 22, 2026 (in 1 day)', true],
  ['2026-11-21T13:00:00.000Z', 'expires Nov 21, 2026 (within a day)', true],
  ['2026-11-21T12:00:00.000Z', 'expired Nov 21, 2026', true],
])('a certificate until %s %s', (expiresAt, text, isNear) => {
  expect(expiryOf({ expiresAt }, NOW)).toEqual({ text, isNear });
});

it('says what the server warns of, once, and which certificates are soon over', () => {
  expect(warningsOf({ ...passed, warnings: ['A superuser', 'Not encrypted'] }, NOW)).toEqual([
    'A superuser',
    'Not encrypted',
  ]);
  expect(warningsOf({ ...tls({ verified: false }), warnings: ['Not verified'] }, NOW)).toEqual(['Not verified']);
  const certificates = [until('2026-12-01T00:00:00.000Z'), until('2030-01-01T00:00:00.000Z')];
  expect(warningsOf(tls({ certificates }), NOW)).toEqual(['The certificate CN=db expires Dec 1, 2026 (in 9 days)']);
  expect(warningsOf(tls(), NOW)).toEqual([]);
});

it('says nothing about the encryption of a connection that was not made', () => {
  expect(warningsOf({ ...passed, success: false, code: 'TCP_REFUSED' }, NOW)).toEqual([]);
});
