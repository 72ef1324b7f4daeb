import { appRouter } from '@portolan/router';
import { expect, test } from 'vitest';
import { type Field, fromText } from './fields.ts';
import type { JsonSchema } from './json-schema.ts';
import { operationsOf } from './operations.ts';

const operations = operationsOf(appRouter);

/** As the document tells it. */
function told(schema: JsonSchema): Field {
  const given = schema.type ? schema : (schema.anyOf?.find(({ type }) => type !== 'null') ?? {});
  if (given.type === 'integer' || given.type === 'number') return { is: 'number' };
  if (given.type === 'boolean') return { is: 'boolean' };
  return given.type === 'array' ? { is: 'list', items: told(given.items ?? {}) } : { is: 'text' };
}

test.each(operations)('$id reads texts as its document tells them', ({ fields, input }) => {
  const schema = input();
  const properties = Object.entries(schema?.properties ?? {});
  expect(fields()).toEqual(schema && Object.fromEntries(properties.map(([key, value]) => [key, told(value)])));
});

test('texts are numbers and truths as JSON spells them, and lists key by key', () => {
  const list: Field = { is: 'list', items: { is: 'number' } };
  expect(['7', '-0.5', '', '0x10', '01', '1e3'].map((text) => fromText(text, { is: 'number' }))).toEqual([
    7,
    -0.5,
    '',
    '0x10',
    '01',
    '1e3',
  ]);
  expect(['true', 'false', 'yes', 'TRUE'].map((text) => fromText(text, { is: 'boolean' }))).toEqual([
    true,
    false,
    'yes',
    'TRUE',
  ]);
  expect(fromText(['1', 'two'], list)).toEqual([1, 'two']);
  expect(fromText('12', undefined)).toBe('12');
});
