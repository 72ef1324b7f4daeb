import { afterEach, expect, it } from 'vitest';
import { dayAfter, isDay, startOfDay } from './start-of-day.ts';
import { setTimeChoice } from './time-choice.ts';

const inZone = (timeZone: string | null) => setTimeChoice({ timeZone, times: 'relative' });
afterEach(() => inZone(null));

it.each([
  ['UTC', '2026-11-30', '2026-11-30T00:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-30', '2026-11-29T15:00:00.000Z'],
  ['America/New_York', '2026-11-30', '2026-11-30T05:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-30', '2026-11-29T18:15:00.000Z'],
  // The clocks are put on or back later on that day.
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
  // At midnight they are put on: the day begins at one.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  // At midnight they are put back: the day before has 25 hours.
  ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z'],
  // At one they are put back to midnight, which comes twice.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
])('in %s, %s begins at %s', (zone, day, moment) => {
  inZone(zone);
  expect(startOfDay(day)?.toISOString()).toBe(moment);
});

it('without a choice goes by the zone of the browser', () => {
  expect(startOfDay('2026-11-30')).toEqual(new Date(2026, 10, 30));
});

it('knows what is no day', () => {
  expect(['2026-02-28', '2026-02-31', '1969-12-31', '2026-2-3', 'today', ''].filter(isDay)).toEqual(['2026-02-28']);
  expect(startOfDay('2026-02-31')).toBeUndefined();
  expect([dayAfter('2026-12-31'), dayAfter('2024-02-28')]).toEqual(['2027-01-01', '2024-02-29']);
});
