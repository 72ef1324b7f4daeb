import { type Column, DRIVERS_OF_KIND, PLAIN_COLUMN, TYPE_TARGETS, UNKNOWN } from '@portolan/contract';
import { expect, it } from 'vitest';
import { columnOf, tableOf } from '../../testing/definitions.ts';
import { generateModule, type ModuleOf } from './generate-module.ts';

const PG: ModuleOf = { kind: 'postgresql', driver: 'pg', defaultSchema: 'public' };
const integer = { nativeType: 'integer', baseType: 'int4', type: 'integer' } as const;
const uuid = { nativeType: 'uuid', baseType: 'uuid', type: 'uuid' } as const;
const mood: Partial<Column> = { nativeType: 'mood', baseType: 'public.mood', type: 'enum', labels: ['sad', 'ok'] };
const texts: Partial<Column> = {
  nativeType: 'text[]',
  baseType: '_text',
  type: 'array',
  element: { type: 'string', baseType: 'text', nativeType: 'text', domains: [] },
};

const TABLES = [
  tableOf(
    'ORDER_LINES',
    [
      columnOf('id', integer),
      columnOf('note', { nullable: true, comment: 'What was said' }),
      columnOf('tags', texts),
      columnOf('mood', mood),
    ],
    { comment: 'What was bought' },
  ),
  tableOf('items', [columnOf('id', uuid), columnOf('hidden', { invisible: true })], { schema: 'stock' }),
];

it('reads as one would write it, and says for which client', () => {
  expect(generateModule(TABLES, 'typescript', PG)).toBe(`// Rows as pg returns them at its default settings.

/** An array of the database: elements may be null, and it may have more dimensions. */
export type NestedArray<T> = (T | null | NestedArray<T>)[];

/** What was bought */
export interface OrderLines {
  id: number;
  /** What was said */
  note: string | null;
  tags: NestedArray<string>;
  mood: "sad" | "ok";
}

export interface StockItems {
  id: string;
  hidden?: string;
}

export interface Tables {
  ORDER_LINES: OrderLines;
  "stock.items": StockItems;
}
`);
});

it('declares what it uses, and no more', () => {
  const code = generateModule(TABLES, 'zod', PG);
  expect(code).toContain("import * as z from 'zod';\n");
  expect(code).toContain('const nestedArray =');
  expect(code).not.toContain('JsonValue');
  expect(code).toContain('  mood: z.enum(["sad", "ok"]),');
});

it.each(Object.entries(DRIVERS_OF_KIND).flatMap(([kind, drivers]) => drivers.map((driver) => [kind, driver])))(
  'has a client for %s called %s, named at the head',
  (kind, driver) => {
    const about = { kind, driver, defaultSchema: 'public' } as ModuleOf;
    for (const target of TYPE_TARGETS) {
      expect(generateModule(TABLES, target, about)).toMatch(
        /^\/\/ Rows as \S.* returns them at its default settings\.\n/,
      );
      expect(generateModule([], target, about)).toMatch(/export (interface|const) (Tables|Database)/);
    }
  },
);

it('of the snapshot of an earlier version says what its printed types tell for certain', () => {
  const old = (nativeType: string) => columnOf(nativeType, { ...PLAIN_COLUMN, nativeType, baseType: UNKNOWN });
  const tables = [tableOf('t', ['bigint', 'character varying(20)', 'bigid', 'integer[]'].map(old))];
  expect(generateModule(tables, 'typescript', PG)).toContain(`  bigint: string;
  "character varying(20)": string;
  bigid: unknown;
  "integer[]": unknown;
`);
  const mysql = [tableOf('t', ['bigint(20) unsigned', "enum('a')", 'tinyint(1)'].map(old))];
  expect(
    generateModule(mysql, 'typescript', { kind: 'mysql', driver: 'mariadb', defaultSchema: 'public' }),
  ).toContain(`  "bigint(20) unsigned": bigint;
  "enum('a')": string;
  "tinyint(1)": number;
`);
});

it('imports what it uses, and writes nothing into what a server counts by itself', () => {
  const version = columnOf('version', { nativeType: 'timestamp', baseType: 'timestamp', type: 'binary' });
  const about = { kind: 'sqlserver', driver: 'mssql', defaultSchema: 'dbo' } as const;
  expect(generateModule([tableOf('t', [version])], 'kysely', about)).toContain(
    "import type { GeneratedAlways } from 'kysely';\n\nexport interface PublicT {\n  version: GeneratedAlways<Uint8Array>;\n}",
  );
  expect(generateModule([tableOf('t', [columnOf('a')])], 'kysely', about)).not.toContain('import');
  expect(generateModule([], 'zod', about)).not.toContain('import');
});
