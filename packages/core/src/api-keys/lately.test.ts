import { expect, it } from 'vitest';
import { Lately } from './lately.ts';

it('is first once in a while, each for itself', () => {
  const lately = new Lately(60_000);
  expect(lately.isFirst('a', 0)).toBe(true);
  expect(lately.isFirst('a', 59_999)).toBe(false);
  expect(lately.isFirst('b', 59_999)).toBe(true);
  expect(lately.isFirst('a', 60_000)).toBe(true);
  expect(lately.isFirst('a', 60_001)).toBe(false);
});

it('stays small: what was longest ago is forgotten', () => {
  const lately = new Lately(60_000);
  for (let at = 0; at <= 10_000; at++) expect(lately.isFirst(`key ${at}`, 0)).toBe(true);
  expect(lately.isFirst('key 10000', 1)).toBe(false);
  expect(lately.isFirst('key 0', 1)).toBe(true);
});
