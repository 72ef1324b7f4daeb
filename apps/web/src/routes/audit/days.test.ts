import { expect, it } from 'vitest';
import { byDay } from './days.ts';

const at = (...parts: [number, number, number, number]) => ({ createdAt: new Date(...parts).toISOString() });

it('puts events under the days where the reader is', () => {
  const now = new Date(2026, 10, 30, 12).getTime();
  const events = [at(2026, 10, 30, 9), at(2026, 10, 30, 0), at(2026, 10, 29, 23), at(2026, 10, 27, 8)];
  expect(byDay(events, now).map(({ heading, events: some }) => [heading, some.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['Friday, November 27, 2026', 1],
  ]);
  expect(byDay([], now)).toEqual([]);
});
