import { describe, expect, it } from 'vitest';
import { failedStage, outcomeOf, runningStage, testHeadline, whomToCall } from './stages.ts';

const stages = [
  { stage: 'dns', ok: true, ms: 3 },
  { stage: 'tls', ok: true, ms: 12 },
  { stage: 'auth', ok: false, ms: 40, code: 'AUTH_FAILED', message: 'Wrong password', remedy: 'Enter it again' },
] as const;

it('finds the stage that failed', () => {
  expect(failedStage(stages)?.stage).toBe('auth');
  expect(failedStage(stages.slice(0, 2))).toBeUndefined();
});

it('writes the success as the specification does', () => {
  expect(testHeadline({ success: true, message: 'Connection successful', latencyMs: 144.6 })).toBe(
    'Connection successful (145ms)',
  );
  expect(testHeadline({ success: false, message: 'Wrong password', latencyMs: 10 })).toBe('Wrong password');
});

describe('the running stage', () => {
  it('is the one after the last that ended', () => {
    expect(runningStage([])).toBe('config');
    expect(runningStage([{ stage: 'tcp', ok: true, ms: 1 }])).toBe('tls');
    expect(runningStage([{ stage: 'privileges', ok: true, ms: 1 }])).toBeUndefined();
  });

  it('is none after a failure', () => {
    expect(runningStage([{ stage: 'tcp', ok: false, ms: 1, code: 'TCP_REFUSED' }])).toBeUndefined();
  });
});

it('says whom to call, by the stage or else by its code', () => {
  expect(whomToCall({ team: 'network' })).toBe('Call: your network team');
  expect(whomToCall({ code: 'TCP_REFUSED' })).toBe('Call: your database administrators');
  expect(whomToCall({ team: 'operator', code: 'TCP_REFUSED' })).toBe('Call: the operator of this installation');
  expect(whomToCall({ code: 'AUTH_FAILED' })).toBe('Call: the owner of this connection');
  expect(whomToCall({ code: 'WAREHOUSE_STARTING' })).toBeUndefined();
  expect(whomToCall({})).toBeUndefined();
});

it('tells a warehouse that is starting from a failure', () => {
  expect(outcomeOf({ success: true })).toBe('success');
  expect(outcomeOf({ success: false, code: 'WAREHOUSE_STARTING' })).toBe('starting');
  expect(outcomeOf({ success: false, code: 'TIMEOUT' })).toBe('failure');
});
