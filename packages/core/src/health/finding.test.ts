import type { TestResult } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const at = new Date('2026-03-01T12:00:00Z');
const well = (over: Partial<TestResult> = {}): TestResult => ({
  success: true,
  message: 'Connection successful',
  latencyMs: 20,
  stages: [],
  ...over,
});
const nothing = { medianMs: null, warnings: null };
const reasons = (result: TestResult, known: Parameters<typeof findingOf>[1] = nothing) => {
  const { seen } = findingOf(result, known, at);
  return seen.ok ? seen.reasons : 'failed';
};
const encrypted = (expiresAt: string) =>
  well({
    tls: { version: 'TLSv1.3', verified: true, certificates: [{ subject: 'CN=db', issuer: 'CN=ca', expiresAt }] },
  });

describe('what a check that went well has to complain of', () => {
  it('a latency of more than three times the median, and of more than 250 ms', () => {
    const known = { medianMs: 100, warnings: [] };
    expect(reasons(well({ latencyMs: 301 }), known)).toEqual(['slow']);
    expect(reasons(well({ latencyMs: 300 }), known)).toEqual([]);
    expect(reasons(well({ latencyMs: 250 }), { medianMs: 5, warnings: [] })).toEqual([]);
    expect(reasons(well({ latencyMs: 251 }), { medianMs: 5, warnings: [] })).toEqual(['slow']);
    expect(reasons(well({ latencyMs: 9_000 }))).toEqual([]);
    expect(findingOf(well({ latencyMs: 301 }), known, at).last.message).toBe(
      'It took 301 ms, with a median of 100 ms in its last 24 hours',
    );
  });

  it('a certificate that ends within 14 days', () => {
    expect(reasons(encrypted('2026-03-15T11:59:59Z'))).toEqual(['certificate']);
    expect(findingOf(encrypted('2026-03-15T11:59:59Z'), nothing, at).last.message).toBe(
      'The certificate of the server ends on 2026-03-15',
    );
    expect(reasons(encrypted('2026-03-15T12:00:01Z'))).toEqual([]);
    expect(findingOf(encrypted('2026-03-15T12:00:01Z'), nothing, at).certificate).toEqual({
      subject: 'CN=db',
      endsAt: '2026-03-15T12:00:01Z',
    });
  });

  it('a warning that was not there before, until it is gone', () => {
    const plain = ['The connection is not encrypted'];
    expect(findingOf(well({ warnings: plain }), nothing, at).warnings).toEqual(plain);
    const known = { medianMs: null, warnings: plain };
    expect(reasons(well({ warnings: plain }), known)).toEqual([]);
    const worse = well({ warnings: [...plain, 'This login may do everything'] });
    expect(reasons(worse, known)).toEqual(['warning']);
    expect(findingOf(worse, known, at)).toMatchObject({
      warnings: plain,
      last: { message: 'This login may do everything' },
    });
    // What has become better is not taken back without a word.
    expect(findingOf(well(), known, at).warnings).toEqual([]);
  });
});

it('a failure is told with its stage, its remedy and whom to call, and without a word of the server', () => {
  const failed: TestResult = {
    success: false,
    message: 'The server refused the login: password of "app" is wrong',
    serverMessage: 'password of "app" is wrong',
    errorNumber: '28P01',
    latencyMs: 12.4,
    code: 'AUTH_FAILED',
    stage: 'auth',
    stages: [{ stage: 'auth', ok: false, ms: 3, code: 'AUTH_FAILED', message: '', remedy: 'Check it', team: 'owner' }],
  };
  expect(findingOf(failed, { medianMs: 5, warnings: ['kept'] }, at)).toEqual({
    seen: { at, ok: false },
    last: {
      code: 'AUTH_FAILED',
      stage: 'auth',
      message: 'The server refused the login (error 28P01)',
      remedy: 'Check it',
      team: 'owner',
    },
    ms: 12,
    certificate: null,
    warnings: ['kept'],
  });
});
