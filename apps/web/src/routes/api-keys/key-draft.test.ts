import { expect, it } from 'vitest';
import { curlExample, overlapText, toKeyInput, toRotation, validateKey } from './key-draft.ts';

const draft = { name: ' Nightly ', permissionIds: ['connections:read'] as const, days: 30 };

it('counts the days of a key from now, and sends none for one that stays', () => {
  const now = Date.parse('2026-01-31T12:00:00.000Z');
  expect(toKeyInput(draft, now).expiresAt).toBe('2026-03-02T12:00:00.000Z');
  expect(toKeyInput({ ...draft, days: 0 }, now)).toEqual({
    name: 'Nightly',
    permissionIds: ['connections:read'],
    expiresAt: null,
  });
});

it('asks for a name and a permission', () => {
  expect(validateKey({ ...draft, name: '', permissionIds: [] })).toEqual({
    name: 'Name is required',
    permissionIds: 'Choose at least one permission',
  });
  expect(validateKey(draft)).toEqual({});
});

it('shows a call that the key may make', () => {
  expect(curlExample('https://hub.example', 'ptl_1', ['role:read', 'user:read'])).toContain('/api/v1/users');
  expect(curlExample('https://hub.example', 'ptl_1', ['audit:read'])).toBe(
    "curl -H 'Authorization: Bearer ptl_1' \\\n  https://hub.example/api/v1/users/me",
  );
});

it('rotates with an overlap, and leaves the end of a key alone unless another is chosen', () => {
  const now = Date.parse('2026-01-31T12:00:00.000Z');
  expect(toRotation('a', { overlapHours: 24, days: null }, now)).toEqual({ id: 'a', overlapHours: 24 });
  expect(toRotation('a', { overlapHours: 0, days: 0 }, now)).toEqual({ id: 'a', overlapHours: 0, expiresAt: null });
  expect(toRotation('a', { overlapHours: 1, days: 30 }, now).expiresAt).toBe('2026-03-02T12:00:00.000Z');
  expect([0, 1, 24, 720].map((hours) => overlapText(hours as 0 | 1 | 24 | 720))).toEqual([
    'Not at all: it ends at once',
    '1 hour',
    '1 day',
    '30 days',
  ]);
});
