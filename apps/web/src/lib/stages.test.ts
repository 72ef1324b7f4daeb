import { expect, it } from 'vitest';
import { failedStage, stageNotes, testHeadline } from './stages.ts';

const stages = [
  { stage: 'dns', ok: true, ms: 3 },
  { stage: 'tls', ok: true, ms: 12, message: 'The certificate is not verified' },
  { stage: 'auth', ok: false, ms: 40, code: 'AUTH_FAILED', message: 'Wrong password', remedy: 'Enter it again' },
] as const;

it('finds the stage that failed', () => {
  expect(failedStage(stages)?.stage).toBe('auth');
  expect(failedStage(stages.slice(0, 2))).toBeUndefined();
});

it('collects the notes of what passed', () => {
  expect(stageNotes(stages)).toEqual(['The certificate is not verified']);
});

it('writes the success as the specification does', () => {
  expect(testHeadline({ success: true, message: 'Connection successful', latencyMs: 144.6 })).toBe(
    'Connection successful (145ms)',
  );
  expect(testHeadline({ success: false, message: 'Wrong password', latencyMs: 10 })).toBe('Wrong password');
});
