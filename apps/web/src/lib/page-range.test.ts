import { expect, it } from 'vitest';
import { pageRange } from './page-range.ts';

it.each([
  [1, 20, 57, '1–20 of 57'],
  [3, 20, 57, '41–57 of 57'],
  [1, 20, 0, '0 of 0'],
  [9, 20, 57, '57–57 of 57'],
  [12, 100, 12_000, '1,101–1,200 of 12,000'],
])('page %i of %i rows in %i', (page, size, total, text) => {
  expect(pageRange(page, size, total)).toBe(text);
});
