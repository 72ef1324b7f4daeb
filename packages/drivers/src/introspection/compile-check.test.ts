import { MeasuredTable, PLAIN_INDEX, PLAIN_INDEX_KEY, PLAIN_KEY, PLAIN_TABLE } from '@portolan/contract';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { compileCheck } from './compile-check.ts';

const check = { name: 'c', expression: 'a > 0', enforced: true, validated: false };
const domain = { schema: 's', name: 'd', nativeType: 'text', nullable: true, default: 'x', checks: [check] };
const column = {
  baseType: '_text',
  element: { type: 'string', baseType: 'text', nativeType: 'd', domains: [domain] },
  labels: ['a'],
  attributes: [{ name: 'a', nativeType: 'text' }],
  domains: [domain],
  onUpdate: null,
  invisible: false,
  name: 'a',
  position: 1,
  nativeType: 'text',
  type: 'string',
  length: null,
  precision: null,
  scale: null,
  nullable: true,
  default: null,
  generated: null,
  collation: null,
  comment: null,
};
const index = {
  ...PLAIN_INDEX,
  keys: [{ ...PLAIN_INDEX_KEY, column: 'a', nulls: 'last', length: 3 }],
  name: 'i',
  columns: ['a'],
  include: [],
  unique: true,
  primary: false,
  method: null,
  predicate: null,
};
const table = {
  ...PLAIN_TABLE,
  exclusions: [{ name: 'x', definition: 'EXCLUDE', deferrable: 'deferred' }],
  schema: 's',
  name: 't',
  type: 'table',
  kind: 'table',
  comment: null,
  rowEstimate: 1.5,
  sizeBytes: null,
  columns: [column],
  primaryKey: { ...PLAIN_KEY, name: 'k', columns: ['a'] },
  foreignKeys: [],
  uniques: [],
  checks: [],
  indexes: [index],
};
const BAD = [undefined, null, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '', 'x', true, {}, [], [null], 2 ** 60];

/** Every place of a value, as the keys that lead there. */
function* placesIn(value: unknown, path: string[] = []): Generator<string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) yield* placesIn((value as Record<string, unknown>)[key], [...path, key]);
}
function changed(value: unknown, [key, ...rest]: string[], by: (old: unknown) => unknown): unknown {
  if (key === undefined) return by(value);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, by);
  return copy;
}

test('says of every value what the schema itself says', () => {
  const isTable = compileCheck(MeasuredTable);
  expect(isTable(table)).toBe(true);
  let refused = 0;
  for (const place of placesIn(table)) {
    const variants = [...BAD.map((bad) => () => bad), (old: unknown) => ({ ...(old as object), surplus: 1 })];
    for (const variant of variants) {
      const value = changed(table, place, variant);
      const expected = MeasuredTable.safeParse(value).success;
      expect(isTable(value), `${place.join('.')}: ${JSON.stringify(value)}`).toBe(expected);
      if (!expected) refused++;
    }
  }
  expect(refused).toBeGreaterThan(300);
});

test('refuses to be made for a schema it does not know whole', () => {
  expect(() => compileCheck(z.union([z.string(), z.number()]))).toThrow('no check');
  expect(() => compileCheck(z.string().check(z.maxLength(3)))).toThrow('no check');
  expect(() => compileCheck(z.number().check(z.minimum(3)))).toThrow('no check');
});
