import { expect, it } from 'vitest';
import { columnsIn, columnWidth, DEFAULT_COLUMNS, leastWidth } from './columns.ts';

it('gives hosts what the others can do without', () => {
  expect(columnWidth('address', DEFAULT_COLUMNS)).toBe(
    'min(22rem, max((max(100cqi, 59rem) - 32rem) * 0.36, max(100cqi, 59rem) - 32rem - 19.5rem))',
  );
  expect(columnWidth('address', ['address'])).toContain('- 9.75rem - 10rem');
  expect(columnWidth('status', DEFAULT_COLUMNS)).toBeUndefined();
  expect(columnWidth('tags', DEFAULT_COLUMNS)).toBe('12rem');
});

it('knows how little room a table can do with', () => {
  expect(leastWidth(DEFAULT_COLUMNS)).toBe(59);
  expect(leastWidth(columnsIn(['address', 'status']))).toBe(36.75);
});
