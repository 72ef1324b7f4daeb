import { expect, it } from 'vitest';
import { columnOf, tableOf } from '../../testing/definitions.ts';
import { JsonTexts } from './json-texts.ts';

const text = (name: string, over = {}) => columnOf(name, { nativeType: 'varchar(20)', baseType: 'varchar', ...over });
const checks = [
  { name: 'c', expression: "json_valid(`data`) and `data` <> _utf8mb4''", enforced: true, validated: true },
];
const TABLE = tableOf('t', [text('a'), text('data'), text('title')], { checks, collation: 'utf8mb4_general_ci' });
const VIEW = tableOf(
  'v',
  ['title', 'data', 'made'].map((name) => text(name, { collation: 'utf8mb4_general_ci' })),
  { type: 'view' },
);
const jsonIn = (tables: (typeof TABLE)[], of: typeof TABLE) => {
  const texts = new JsonTexts(tables);
  return of.columns.filter((column) => texts.has(column, of)).map(({ name }) => name);
};

it('in a table are those whose own check asks for JSON, by their whole name', () => {
  expect(jsonIn([TABLE, VIEW], TABLE)).toEqual(['data']);
});

it('in a view are all that no table has as plain text', () => {
  expect(jsonIn([TABLE, VIEW], VIEW)).toEqual(['data', 'made']);
  const other = tableOf('o', [text('title', { nativeType: 'varchar(21)' })], { collation: 'utf8mb4_general_ci' });
  expect(jsonIn([other, VIEW], VIEW)).toEqual(['title', 'data', 'made']);
});

it('are none in MySQL, which has a type for it', () => {
  const mysql = tableOf('m', [columnOf('j', { nativeType: 'json', baseType: 'json', type: 'json' })]);
  expect(jsonIn([TABLE, VIEW, mysql], VIEW)).toEqual([]);
  expect(jsonIn([TABLE, mysql], mysql)).toEqual(['j']);
  expect(jsonIn([tableOf('x', [], { collation: 'utf8mb4_0900_ai_ci' }), VIEW], VIEW)).toEqual([]);
});
