import {
  type Column,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_INDEX,
  PLAIN_INDEX_KEY,
  PLAIN_KEY,
  PLAIN_TABLE,
  type TableDefinition,
} from '@portolan/contract';
import { expect, it } from 'vitest';
import { diffTables } from './diff-tables.ts';

const check = { name: 'c', expression: 'a > 0', enforced: true, validated: true };
const domain = { schema: 's', name: 'd', nativeType: 'text', nullable: true, default: null, checks: [check] };
const column = (name: string, position: number): Column => ({
  ...PLAIN_COLUMN,
  name,
  position,
  nativeType: 'd[]',
  baseType: '_d',
  type: 'array',
  element: { type: 'string', baseType: 'text', nativeType: 'd', domains: [domain] },
  length: 1,
  precision: 2,
  scale: 1,
  labels: ['x', 'y'],
  attributes: [{ name: 'p', nativeType: 'int' }],
  domains: [domain],
  nullable: true,
  default: null,
  generated: null,
  collation: null,
  comment: null,
});
const TABLE: TableDefinition = {
  ...PLAIN_TABLE,
  schema: 's',
  name: 't',
  type: 'table',
  kind: 'table',
  comment: null,
  triggers: ['g'],
  policies: ['p'],
  columns: [column('a', 1), column('b', 2)],
  primaryKey: { ...PLAIN_KEY, name: 'k', columns: ['a'] },
  uniques: [{ ...PLAIN_KEY, name: 'u', columns: ['a', 'b'] }],
  checks: [check],
  exclusions: [{ name: 'x', definition: 'EXCLUDE (a WITH =)', deferrable: 'no' }],
  foreignKeys: [
    {
      ...PLAIN_FOREIGN_KEY,
      name: 'f',
      columns: ['a'],
      references: { schema: 's', table: 'o', columns: ['id'] },
      onUpdate: 'NO ACTION',
      onDelete: 'CASCADE',
    },
  ],
  indexes: [
    {
      ...PLAIN_INDEX,
      name: 'i',
      columns: ['a'],
      keys: [{ ...PLAIN_INDEX_KEY, column: 'a' }],
      include: [],
      unique: false,
      primary: false,
      method: 'btree',
      predicate: null,
    },
  ],
};

type Node = Record<string, unknown> | unknown[];

/** Each leaf of a value, and each list of texts: where it stands, and another value that could stand there. */
function* leaves(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) yield [path, [...value, 'more']];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
  } else if (typeof value === 'boolean') yield [path, !value];
  else if (typeof value === 'number') yield [path, value + 10];
  else yield [path, 'another'];
}

/** What only says again what other facts say, or what the table is found by. */
const REPEATED = /^(schema|name|columns\.\d\.position|indexes\.\d\.(primary|keys\.\d\.column))$/;

it.each([...leaves(TABLE)].filter(([path]) => !REPEATED.test(path.join('.'))))('%j is told', (path, value) => {
  const after = structuredClone(TABLE);
  let place = after as unknown as Node;
  for (const key of path.slice(0, -1)) place = (place as Record<string, Node>)[key] as Node;
  (place as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  for (const kind of ['postgresql', 'mysql', 'sqlserver'] as const) {
    expect(diffTables(TABLE, after, kind)).not.toEqual([]);
  }
  expect(diffTables(TABLE, structuredClone(TABLE), 'postgresql')).toEqual([]);
});
