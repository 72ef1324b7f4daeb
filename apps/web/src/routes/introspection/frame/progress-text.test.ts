import { expect, it } from 'vitest';
import { progressShare, progressText } from './progress-text.ts';

it('says how far a refresh is, as far as anybody knows', () => {
  expect(progressText(null)).toBe('Connecting…');
  expect(progressText({ state: 'connecting', tablesRead: 0, tablesTotal: null })).toBe('Connecting…');
  expect(progressText({ state: 'reading', tablesRead: 0, tablesTotal: null })).toBe('Reading…');
  expect(progressText({ state: 'reading', tablesRead: 7, tablesTotal: null })).toBe('7 tables');
  expect(progressText({ state: 'reading', tablesRead: 7, tablesTotal: 9 })).toBe('7 of 9 tables');
});

it('measures it only where the end is known, and never beyond it', () => {
  expect(progressShare({ state: 'reading', tablesRead: 7, tablesTotal: null })).toBeNull();
  expect(progressShare({ state: 'reading', tablesRead: 5, tablesTotal: 10 })).toBe(0.5);
  expect(progressShare({ state: 'reading', tablesRead: 11, tablesTotal: 10 })).toBe(1);
});
