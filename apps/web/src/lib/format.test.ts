import { describe, expect, it } from 'vitest';
import { clockTime, dateTimesApart, listOf, milliseconds, momentOf, personName, spanOf, timeAgo } from './format.ts';

describe('timeAgo', () => {
  const now = Date.parse('2026-05-10T12:00:00Z');
  it.each([
    [null, 'never'],
    ['2026-05-10T11:59:40Z', 'just now'],
    ['2026-05-10T11:55:00Z', '5 min. ago'],
    ['2026-05-10T09:00:00Z', '3 hr. ago'],
    ['2026-05-09T12:00:00Z', 'yesterday'],
    ['2026-03-31T12:00:00Z', '40 days ago'],
    ['2026-02-09T12:00:00Z', '3 mo. ago'],
  ])('%s is %s', (iso, text) => {
    expect(timeAgo(iso, now)).toBe(text);
  });
});

it('tells the time of today, and the date of what is older', () => {
  const now = new Date(2026, 4, 3, 12, 31).getTime();
  expect(clockTime(now, now)).toBe('12:31');
  expect(clockTime(new Date(2026, 4, 3, 0, 5).getTime(), now)).toBe('00:05');
  expect(clockTime(new Date(2026, 4, 2, 23, 5).getTime(), now)).toMatch(/^May 2, 2026, 11:05/);
});

it('tells times in a list to the minute, and to the second where two would be alike', () => {
  const at = (second: number) => new Date(2026, 4, 3, 12, 31, second).toISOString();
  expect(dateTimesApart([at(5)])).toEqual(['May 3, 2026, 12:31 PM']);
  expect(dateTimesApart([at(5), at(9)])).toEqual(['May 3, 2026, 12:31:05 PM', 'May 3, 2026, 12:31:09 PM']);
});

it('rounds milliseconds', () => {
  expect(milliseconds(3.6)).toBe('4 ms');
});

it('names a person by name, else by e-mail address', () => {
  expect(personName({ firstName: 'Ada', lastName: 'Okafor', email: 'ada@acme.test' })).toBe('Ada Okafor');
  expect(personName({ firstName: null, lastName: null, email: 'ada@acme.test' })).toBe('ada@acme.test');
});

it('tells a moment of today by the clock, another with its day, and a span with no more than is needed', () => {
  const at = (day: number, hour: number) => new Date(2026, 4, day, hour, 14).toISOString();
  const now = Date.parse(at(3, 20));
  expect(momentOf(at(3, 9), now)).toBe('09:14');
  expect(momentOf(at(2, 9), now)).toBe('May 2, 2026, 9:14 AM');
  expect(spanOf(at(3, 9), at(3, 10), now).replaceAll('\u2009', ' ')).toBe('09:14 – 10:14');
  expect(spanOf(at(2, 9), at(2, 10), now).replaceAll('\u2009', ' ')).toMatch(/^May 2, 2026, 9:14 – 10:14.AM$/);
  expect(listOf(['orders', '2 more'])).toBe('orders and 2 more');
});
