import { expect, test } from 'vitest';
import { fieldTypeOf } from './field-type-of.ts';

const none = { length: null, precision: null, scale: null };

test.each([
  ['TEXT', 'string', 'VARCHAR'],
  ['FLOAT', 'float', 'FLOAT'],
  ['BOOLEAN', 'boolean', 'BOOLEAN'],
  ['DATE', 'date', 'DATE'],
  ['TIME', 'time', 'TIME'],
  ['TIMESTAMP_NTZ', 'timestamp', 'TIMESTAMP_NTZ'],
  ['TIMESTAMP_LTZ', 'timestamp', 'TIMESTAMP_LTZ'],
  ['TIMESTAMP_TZ', 'timestamp', 'TIMESTAMP_TZ'],
  ['VARIANT', 'json', 'VARIANT'],
  ['OBJECT', 'json', 'OBJECT'],
  ['ARRAY', 'array', 'ARRAY'],
  ['VECTOR(FLOAT, 3)', 'array', 'VECTOR(FLOAT, 3)'],
  ['BINARY', 'binary', 'BINARY'],
  ['GEOGRAPHY', 'geometry', 'GEOGRAPHY'],
  ['GEOMETRY', 'geometry', 'GEOMETRY'],
  ['FILE', 'other', 'FILE'],
])('%s is %s', (name, type, nativeType) => {
  expect(fieldTypeOf(name, none)).toEqual({ ...none, type, nativeType, baseType: nativeType.split('(')[0] });
});

test('a NUMBER is an integer where it has no decimals', () => {
  expect(fieldTypeOf('NUMBER', { ...none, precision: 38, scale: 0 })).toMatchObject({
    type: 'integer',
    nativeType: 'NUMBER(38,0)',
    precision: 38,
    scale: 0,
  });
  expect(fieldTypeOf('NUMBER', { ...none, precision: 10, scale: 2 })).toMatchObject({
    type: 'decimal',
    nativeType: 'NUMBER(10,2)',
    precision: 10,
    scale: 2,
  });
});

test('a length that is the type’s own limit is none', () => {
  expect(fieldTypeOf('TEXT', { ...none, length: 80 })).toMatchObject({ length: 80, nativeType: 'VARCHAR(80)' });
  expect(fieldTypeOf('TEXT', { ...none, length: 16_777_216 })).toMatchObject({ length: null, nativeType: 'VARCHAR' });
  expect(fieldTypeOf('BINARY', { ...none, length: 8_388_608 })).toMatchObject({ length: null });
  expect(fieldTypeOf('TEXT', { ...none, length: 'much' })).toMatchObject({ length: null });
});
