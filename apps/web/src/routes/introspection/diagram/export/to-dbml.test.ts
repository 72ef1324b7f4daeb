import { Parser } from '@dbml/core';
import { toDbml } from '@portolan/contract/diagram-text';
import { erpDefinitions, erpTables } from '@portolan/testing/erp';
import { expect, it } from 'vitest';
import { keyTo, orders, profiles, tableOf, users } from '../testing/tables.ts';

function read(definitions: Parameters<typeof toDbml>[0]) {
  const { schemas } = new Parser().parse(toDbml(definitions), 'dbmlv2').export();
  return {
    tables: schemas.flatMap(({ tables }) => tables),
    refs: schemas.flatMap(({ refs }) => refs),
  };
}

it('is read by its parser with all tables, columns and keys', () => {
  const cascading = { ...keyTo('whose', ['id'], 'users'), onDelete: 'CASCADE' };
  const { tables, refs } = read([users, orders, { ...profiles, foreignKeys: [cascading] }]);
  expect(tables.map(({ name }) => name)).toEqual(['users', 'orders', 'profiles']);
  expect(tables[1]?.fields).toMatchObject([
    { name: 'id', pk: true, type: { type_name: 'integer' } },
    { name: 'buyer_id', not_null: true },
    { name: 'seller_id', not_null: false },
  ]);
  expect(refs.map(({ name, onDelete }) => [name, onDelete ?? null])).toEqual([
    ['boss', null],
    ['buyer', null],
    ['seller', null],
    ['whose', 'cascade'],
  ]);
  const ends = refs.map(({ endpoints }) => endpoints.map(({ relation }) => relation).join());
  expect(ends).toEqual(['*,1', '*,1', '*,1', '1,1']);
});

it('is read with any name, keys of several columns, comments and what DBML would refuse', () => {
  const names = ['Table', 'a "b"', 'x\\', '日本', "it's", 'a.b'];
  const twice = [
    keyTo('one', ['a', 'b'], 'Table', ['id', 'Table']),
    keyTo('two', ['a', 'b'], 'Table', ['id', 'Table']),
  ];
  const tables = names.map((name) =>
    tableOf(name, ['id', name, 'a', 'b'], {
      primaryKey: { ...(users.primaryKey ?? { name: 'k' }), columns: ['id', name] } as typeof users.primaryKey,
      foreignKeys: [...twice, keyTo('self', ['id'], name)],
      comment: "What's in it:\n'all'\\",
    }),
  );
  const { tables: found, refs } = read(tables);
  expect(found.map(({ name }) => name)).toEqual(names);
  expect(found.every(({ indexes }) => Boolean(indexes[0]?.pk))).toBe(true);
  expect(refs).toHaveLength(names.length);
});

it('is read for a whole shop', () => {
  const { tables, refs } = read(erpDefinitions(erpTables()));
  expect([tables.length, refs.length]).toEqual([44, 87]);
});
