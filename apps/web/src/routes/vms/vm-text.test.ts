import { expect, it } from 'vitest';
import { readNumber } from '../../lib/read-number.ts';
import { writeNumber } from '../../lib/write-number.ts';
import { computeText, progressText, sourceText } from './vm-text.ts';
import { allows, powerVerbs } from './vm-verbs.ts';

it('tells sizes, progress and what a machine was made from', () => {
  expect(computeText({ cpu: 1, memoryGb: 0.125 })).toBe('1 CPU, 0.125\u00a0GB');
  expect(progressText({ bytes: 536_870_912, total: 2_147_483_648 })).toBe(
    'Fetching the image: 0.5\u00a0GB of 2\u00a0GB',
  );
  expect(progressText({ bytes: 0, total: null })).toBe('Fetching the image: 0\u00a0GB');
  expect(sourceText({ templateName: 'alpine', isoUrl: null })).toBe('alpine');
  expect(sourceText({ templateName: null, isoUrl: 'https://example.com/a/b.iso?…' })).toBe('b.iso');
  expect(sourceText({ templateName: null, isoUrl: 'https://example.com/' })).toBe('example.com');
});

it('offers of its power what a machine allows as it is', () => {
  expect(powerVerbs({ status: 'RUNNING', pending: null })).toEqual(['stop', 'restart']);
  expect(powerVerbs({ status: 'RUNNING', pending: 'stop' })).toEqual([]);
  expect(powerVerbs({ status: 'STOPPED', pending: null })).toEqual(['start']);
  expect(powerVerbs({ status: 'ERROR', pending: null })).toEqual(['retry']);
  expect(allows({ status: 'PROVISIONING', pending: null }, 'delete')).toBe(false);
  expect(allows({ status: 'PROVISIONING', pending: null }, 'rename')).toBe(true);
  expect(allows({ status: 'STOPPED', pending: null }, 'restart')).toBe(false);
});

it('reads numbers as people write them', () => {
  expect(['', ' 1,5 ', '0.125', '2'].map(readNumber)).toEqual([undefined, 1.5, 0.125, 2]);
  expect(readNumber('x')).toBeNaN();
  expect([0.125, 20, 12_000.5].map(writeNumber)).toEqual(['0.125', '20', '12000.5']);
});
