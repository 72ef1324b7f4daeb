import { expect, it } from 'vitest';
import { lasting, lastingInWords } from './lasting.ts';
import { percentage } from './shares.ts';

it.each([
  [1, '100%'],
  [1 - 1e-12, '100%'],
  [0.999_99, '99.99%'],
  [0.5, '50%'],
  [0, '0%'],
  [null, '–'],
])('says %s as %s', (part, text) => expect(percentage(part)).toBe(text));

it.each([
  [10, '1 min', '1 minute'],
  [300, '5 min', '5 minutes'],
  [7_200, '2 hr', '2 hours'],
  [73_800, '21 hr', '20.5 hours'],
  [90_000, '25 hr', '25 hours'],
  [172_800, '2 days', '2 days'],
])('says %s seconds as %s', (seconds, short, long) => {
  expect([lasting(seconds), lastingInWords(seconds)]).toEqual([short, long]);
});
