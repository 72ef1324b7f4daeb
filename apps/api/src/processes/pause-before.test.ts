import { expect, test } from 'vitest';
import { pauseBefore } from './pause-before.ts';

test('a process is replaced at once, and one that cannot live ever more rarely', () => {
  const pauses = Array.from({ length: 10 }, (_, failures) => pauseBefore(failures));
  expect(pauses).toEqual([0, 0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect([59_999, 60_000].map(pauseBefore.isCalm)).toEqual([false, true]);
});
