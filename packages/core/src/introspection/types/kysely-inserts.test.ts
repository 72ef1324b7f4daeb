import path from 'node:path';
import type { Column, Domain } from '@portolan/contract';
import { WrittenModules } from '@portolan/testing/modules';
import { expect, it } from 'vitest';
import { columnOf, tableOf } from '../../testing/definitions.ts';
import { generateModule } from './generate-module.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../..');
const integer = { nativeType: 'integer', baseType: 'int4', type: 'integer' } as const;
const time = { nativeType: 'timestamp with time zone', baseType: 'timestamptz', type: 'timestamp' } as const;
const json = { nativeType: 'jsonb', baseType: 'jsonb', type: 'json' } as const;
const domain = (over: Partial<Domain>): Domain => ({
  schema: 'public',
  name: 'd',
  nativeType: 'integer',
  nullable: true,
  default: null,
  checks: [],
  ...over,
});
const enumeration = { nativeType: 'mood[]', baseType: 'public._mood', type: 'array', labels: ['sad', 'ok'] } as const;

const COLUMNS: Column[] = [
  columnOf('id', { ...integer, generated: 'identity-by-default' }),
  columnOf('always', { ...integer, generated: 'identity-always' }),
  columnOf('sum', { ...integer, generated: 'stored', nullable: true, default: 'a + b' }),
  columnOf('virtual', { ...integer, generated: 'virtual' }),
  columnOf('state', { default: "'new'" }),
  columnOf('by_domain', { ...integer, domains: [domain({ default: '7' })] }),
  columnOf('by_inner_domain', { ...integer, domains: [domain({}), domain({ default: '7' })] }),
  columnOf('plain_domain', { ...integer, domains: [domain({})] }),
  columnOf('at', time),
  columnOf('made_at', { ...time, default: 'now()' }),
  columnOf('edited_at', { ...time, nullable: true }),
  columnOf('doc', json),
  columnOf('doc_or_null', { ...json, nullable: true }),
  columnOf('doc_filled', { ...json, default: "'{}'" }),
  columnOf('big', { nativeType: 'bigint', baseType: 'int8', type: 'integer' }),
  columnOf('bytes', { nativeType: 'bytea', baseType: 'bytea', type: 'binary' }),
  columnOf('moods', {
    ...enumeration,
    labels: [...enumeration.labels],
    element: { type: 'enum', baseType: 'public.mood', nativeType: 'mood', domains: [domain({ default: "'ok'" })] },
  }),
  columnOf('hidden', { invisible: true, default: "''" }),
];

const CHECKS = `
type Put = Insertable<Database['t']>;
type Set = Updateable<Database['t']>;
type Got = Selectable<Database['t']>;
const least = {
  plain_domain: 1, at: new Date(), doc: { a: [1, null] }, big: 1n, bytes: new Uint8Array(), moods: ['sad', null],
} satisfies Put;
const without = <K extends keyof typeof least>(key: K) => {
  const { [key]: _, ...rest } = least;
  return rest;
};
export const good: Put[] = [
  least,
  { ...least, id: 1, state: 'x', by_domain: 1, by_inner_domain: 1, made_at: '2024-01-01', edited_at: null, hidden: 'x' },
  { ...least, at: '2024-01-01', big: '1', bytes: '\\\\x00', moods: '{sad}', doc: 'true', doc_or_null: null },
  { ...least, at: Number.POSITIVE_INFINITY, big: 1, doc: JSON.stringify([1]), doc_filled: 7 },
];
// @ts-expect-error
export const noDomain: Put = without('plain_domain');
// @ts-expect-error
export const noTime: Put = without('at');
// @ts-expect-error
export const noJson: Put = without('doc');
// @ts-expect-error
export const nothing: Put = { ...least, doc: null };
// @ts-expect-error: it would be sent as an array of the database
export const list: Put = { ...least, doc: [1] };
// @ts-expect-error
export const noArray: Put = without('moods');
// @ts-expect-error
export const label: Put = { ...least, moods: ['glad'] };
// @ts-expect-error
export const always: Put = { ...least, always: 1 };
// @ts-expect-error
export const sum: Put = { ...least, sum: 1 };
// @ts-expect-error
export const sumSet: Set = { sum: 1 };
// @ts-expect-error
export const virtual: Set = { virtual: 1 };
export const set: Set = { at: '2024-01-01', doc: { b: true } };
declare const got: Got;
export const read: [Date | number, string, JsonValue, string | undefined, number | null] =
  [got.at, got.big, got.doc, got.hidden, got.sum];
// @ts-expect-error: not in every row
export const shown: string = got.hidden;
`;

it('an insert may leave out what the database fills in, never what it computes, and takes what the client takes', async () => {
  await using modules = await WrittenModules.create(PACKAGE);
  const about = { kind: 'postgresql', driver: 'pg', defaultSchema: 'public' } as const;
  const code = generateModule([tableOf('t', COLUMNS)], 'kysely', about);
  expect(code).toContain(`  id: Generated<number>;
  always: GeneratedAlways<number>;
  sum: GeneratedAlways<number | null>;`);
  await modules.write('t', `import type { Insertable, Selectable, Updateable } from 'kysely';\n${code}${CHECKS}`);
  expect(await modules.compile()).toBe('');
});

it('SQL Server writes a rowversion, the period of a versioned table and an identity itself', () => {
  const stamp = { nativeType: 'timestamp', baseType: 'timestamp', type: 'binary' } as const;
  const at = { nativeType: 'datetime2(7)', baseType: 'datetime2', type: 'timestamp' } as const;
  const columns = [
    columnOf('id', { nativeType: 'int', baseType: 'int', type: 'integer', generated: 'identity-always' }),
    columnOf('version', stamp),
    columnOf('since', { ...at, generated: 'stored', default: 'ROW START', invisible: true }),
  ];
  const about = { kind: 'sqlserver', driver: 'mssql', defaultSchema: 'public' } as const;
  expect(generateModule([tableOf('t', columns)], 'kysely', about)).toContain(`export interface T {
  id: GeneratedAlways<number>;
  version: GeneratedAlways<Uint8Array>;
  since: GeneratedAlways<Date | undefined>;
}`);
});
