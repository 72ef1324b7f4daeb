import { expect, it } from 'vitest';
import { type ColumnId, columnsFitting, columnsIn, columnWidth, DEFAULT_COLUMNS, leastWidth } from './columns.ts';

it('gives hosts what the others can do without', () => {
  expect(columnWidth('address', DEFAULT_COLUMNS)).toBe(
    'min(22rem, max((max(100cqi, 68.25rem) - 42.25rem) * 0.36, max(100cqi, 68.25rem) - 42.25rem - 18.5rem))',
  );
  expect(columnWidth('address', ['address'])).toContain('- 9.75rem - 9rem');
  expect(columnWidth('status', DEFAULT_COLUMNS)).toBeUndefined();
  expect(columnWidth('tags', DEFAULT_COLUMNS)).toBe('12rem');
  expect(columnWidth('health', DEFAULT_COLUMNS)).toBe('clamp(9.25rem, 100cqi - 59rem, 10.25rem)');
});

it('knows how little room a table can do with', () => {
  expect(leastWidth(DEFAULT_COLUMNS)).toBe(68.25);
  expect(leastWidth(columnsIn(['address', 'status']))).toBe(36.75);
});

it('leaves out what a window has no room for, and the environment of the usual ones first', () => {
  const fitting = (columns: readonly ColumnId[], [isWide, isWidest]: boolean[]) =>
    columnsFitting(columns, { isWide: Boolean(isWide), isWidest: Boolean(isWidest) });
  expect(fitting(DEFAULT_COLUMNS, [true, true])).toEqual(DEFAULT_COLUMNS);
  expect(fitting(DEFAULT_COLUMNS, [true, false])).toEqual(['type', 'address', 'status', 'health', 'tested']);
  expect(fitting(DEFAULT_COLUMNS, [false, false])).toEqual(['address', 'status', 'health']);
  const chosen = columnsIn(['environment', 'address', 'username', 'tags', 'owner', 'status', 'health']);
  expect(fitting(chosen, [true, false])).toEqual(chosen);
});
