import { expect, test } from 'vitest';
import { fieldTypeOf } from './field-type-of.ts';

test.each([
  ['string', 'string'],
  ['varchar(80)', 'string'],
  ['char(3)', 'string'],
  ['tinyint', 'integer'],
  ['smallint', 'integer'],
  ['int', 'integer'],
  ['bigint', 'integer'],
  ['decimal(10,2)', 'decimal'],
  ['float', 'float'],
  ['double', 'float'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['timestamp', 'timestamp'],
  ['timestamp_ntz', 'timestamp'],
  ['interval day to second', 'interval'],
  ['binary', 'binary'],
  ['array<decimal(10,2)>', 'array'],
  ['struct<a:int,b:array<string>>', 'composite'],
  ['map<string,int>', 'json'],
  ['variant', 'json'],
  ['geography(4326)', 'geometry'],
  ['void', 'other'],
  ['', 'other'],
])('%s is %s', (native, type) => {
  expect(fieldTypeOf(native).type).toBe(type);
});

test('lengths, precisions and scales where the type has them', () => {
  expect(fieldTypeOf('varchar(80)')).toMatchObject({ length: 80, precision: null, scale: null });
  expect(fieldTypeOf('string')).toMatchObject({ length: null });
  expect(fieldTypeOf('decimal(38, 18)')).toMatchObject({ precision: 38, scale: 18, length: null });
  expect(fieldTypeOf('decimal')).toMatchObject({ precision: 10, scale: 0 });
  expect(fieldTypeOf('geography(4326)')).toMatchObject({ length: null, precision: null });
});
