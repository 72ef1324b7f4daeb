import { AUDIT_FAULTS } from '@portolan/contract';
import { expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

const head = { seq: 1200, hash: 'a'.repeat(64) };

it('counts what is as it was written', () => {
  expect(verdictOf({ ok: true, checked: 1200, head, broken: null })).toBe(
    'The log is intact: 1,200 events are as written.',
  );
  expect(verdictOf({ ok: true, checked: 0, head: null, broken: null })).toMatch(/no event yet/);
});

it('names the event that is not, and what is wrong with it', () => {
  const sentences = AUDIT_FAULTS.map((reason) =>
    verdictOf({ ok: false, checked: 4, head, broken: { seq: 5, id: null, reason } }),
  );
  expect(sentences[0]).toBe('Event #5 was changed after it was written.');
  const whole = sentences.filter((sentence) => !sentence.startsWith('Event #5 '));
  expect(whole).toEqual([expect.stringMatching(/^The log itself/), expect.stringMatching(/^Nothing under a key/)]);
  expect(new Set(sentences).size).toBe(AUDIT_FAULTS.length);
});

it('finds words for an event without a place', () => {
  const broken = { seq: null, id: 'e', reason: 'inserted' } as const;
  expect(verdictOf({ ok: false, checked: 4, head, broken })).toMatch(/^An event stands there without a place/);
});
