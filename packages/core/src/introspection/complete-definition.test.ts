import { TableDefinition, UNKNOWN } from '@portolan/contract';
import { expect, test } from 'vitest';
import { completeDefinition, type StoredDefinition } from './complete-definition.ts';

/** As a snapshot of an earlier version holds it. */
const EARLIER = {
  schema: 's',
  name: 't',
  type: 'table',
  kind: 'table',
  comment: null,
  columns: [
    {
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
    },
  ],
  primaryKey: { name: 'k', columns: ['a'] },
  foreignKeys: [
    {
      name: 'f',
      columns: ['a'],
      references: { schema: 's', table: 't', columns: ['a'] },
      onUpdate: 'CASCADE',
      onDelete: 'CASCADE',
    },
  ],
  uniques: [{ name: 'u', columns: ['a'] }],
  checks: [{ name: 'c', expression: 'true' }],
  indexes: [
    {
      name: 'i',
      columns: ['a', 'lower(a)'],
      include: [],
      unique: true,
      primary: false,
      method: 'btree',
      predicate: null,
    },
  ],
} as unknown as StoredDefinition;

test('a definition of an earlier version fits the schema of today, and says what it does not know', () => {
  const complete = completeDefinition(EARLIER);
  expect(TableDefinition.safeParse(complete)).toEqual({ success: true, data: complete });
  expect(complete.columns).toMatchObject([{ name: 'a', baseType: UNKNOWN, element: null }]);
  expect(complete.foreignKeys).toMatchObject([{ onDelete: 'CASCADE', match: UNKNOWN }]);
  expect(complete.indexes[0]?.keys).toMatchObject([
    { column: 'a', expression: null },
    { column: null, expression: 'lower(a)' },
  ]);
});

test('one of today stays as it is', () => {
  const complete = completeDefinition(EARLIER);
  expect(completeDefinition(complete)).toEqual(complete);
});
