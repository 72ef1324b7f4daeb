import { expect, it } from 'vitest';
import { stageNotes } from './stage-notes.ts';

const stages = [
  { stage: 'dns', ok: true, ms: 3, message: 'Instance REPORTS listens on port 1500' },
  { stage: 'tls', ok: true, ms: 12, message: 'Encrypted, certificate not verified' },
  { stage: 'privileges', ok: true, ms: 12, message: 'May read 3 of 4 tables' },
  { stage: 'auth', ok: false, ms: 40, code: 'AUTH_FAILED', message: 'Wrong password', remedy: 'Enter it again' },
] as const;

it('collects the notes of what passed, once', () => {
  const privileges = { summary: 'May read 3 of 4 tables', superuser: false, readableTables: 3, totalTables: 4 };
  expect(stageNotes({ stages: [...stages], privileges })).toEqual(['Instance REPORTS listens on port 1500']);
  expect(stageNotes({ stages: [...stages] })).toContain('May read 3 of 4 tables');
});
