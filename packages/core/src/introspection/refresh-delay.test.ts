import { expect, it } from 'vitest';
import { refreshDelay } from './refresh-delay.ts';

it('is as long as the schedule, less what chance takes off', () => {
  expect(refreshDelay('daily', 0, 0)).toBe(86_400);
  expect(refreshDelay('weekly', 0, 0)).toBe(604_800);
  expect(refreshDelay('daily', 0, 1)).toBeCloseTo(77_760);
});

it('backs off from a quarter of an hour to the schedule, and never beyond', () => {
  const delays = (every: 'daily' | 'weekly') =>
    [1, 2, 3, 4, 5, 6, 400].map((failures) => refreshDelay(every, failures, 0));
  expect(delays('daily')).toEqual([900, 3_600, 14_400, 57_600, 86_400, 86_400, 86_400]);
  expect(delays('weekly')).toEqual([900, 3_600, 14_400, 57_600, 230_400, 604_800, 604_800]);
});
