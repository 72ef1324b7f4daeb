import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { differences as german } from './de.ts';
import { differences as english } from './en.ts';

const RULES = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/differences.md'), 'utf8');
const REASONS = [...RULES.matchAll(/^\|[^|]*\| ([^|]+) \|/gm)].map(([, reason = '']) => reason).slice(2);

it('every reason of a change is told in German, and several at once', () => {
  expect(REASONS.length).toBeGreaterThan(100);
  expect(REASONS.filter((reason) => german.reason(reason) === reason)).toEqual([]);
  expect(german.reason('longer values fit; another type')).toBe('längere Werte passen; ein anderer Typ');
  expect(english.reason('longer values fit')).toBe('longer values fit');
});
