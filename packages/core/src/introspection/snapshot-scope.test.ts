import type { SnapshotScope } from '@portolan/contract';
import { expect, test } from 'vitest';
import { comparableSchemas, looksAt } from './snapshot-scope.ts';

const schema = (name: string, isSystem = false) => ({ name, isDefault: false, isSystem });
const eyes = (scope: SnapshotScope | null, login: string | null, names: string[]) => ({
  scope,
  login,
  schemas: names.map((name) => schema(name)),
});
const ALL: SnapshotScope = { include: null, exclude: [] };

test('a scope is a list of schemas, or all but the system’s, without those left out', () => {
  expect(looksAt(ALL, schema('a'))).toBe(true);
  expect(looksAt(ALL, schema('sys', true))).toBe(false);
  expect(looksAt({ include: ['sys'], exclude: [] }, schema('sys', true))).toBe(true);
  expect(looksAt({ include: ['A'], exclude: [] }, schema('a'))).toBe(false);
  expect(looksAt({ include: ['a'], exclude: ['a'] }, schema('a'))).toBe(false);
  expect(looksAt({ include: null, exclude: ['b'] }, schema('b'))).toBe(false);
  expect(looksAt(null, schema('anything'))).toBe(true);
});

test('two snapshots are compared in what both could see', () => {
  const narrow = eyes({ include: ['a'], exclude: [] }, 'x', ['a', 'b']);
  const whole = eyes(ALL, 'x', ['a', 'b']);
  const compared = (a: typeof narrow, b: typeof narrow) => ['a', 'b', 'c'].filter(comparableSchemas(a, b));
  expect(compared(narrow, whole)).toEqual(['a']);
  expect(compared(whole, narrow)).toEqual(['a']);
  // The same login: what is in one alone came or went.
  expect(compared(whole, eyes(ALL, 'x', ['a']))).toEqual(['a', 'b', 'c']);
  // Another may not see it.
  expect(compared(whole, eyes(ALL, 'y', ['a']))).toEqual(['a']);
  expect(compared(whole, eyes(null, null, ['a']))).toEqual(['a', 'b', 'c']);
});
