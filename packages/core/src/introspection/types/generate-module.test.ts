import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CONNECTION_KINDS,
  type Column,
  FIELD_TYPES,
  type FieldType,
  PLAIN_COLUMN,
  PLAIN_TABLE,
  type TableDefinition,
  TYPE_TARGETS,
} from '@portolan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateModule } from './generate-module.ts';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const tsc = path.resolve(here, '../../../../../node_modules/.bin/tsc');
let folder: string;

// Inside the package, so that what the modules import is found.
beforeAll(async () => {
  folder = await mkdtemp(path.join(here, '../../../node_modules/.types-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const column = (name: string, type: FieldType, over: Partial<Column> = {}): Column => ({
  ...PLAIN_COLUMN,
  baseType: type,
  ...{ name, position: 1, nativeType: type, type, length: null, precision: null, scale: null, nullable: false },
  ...{ default: null, generated: null, collation: null, comment: null },
  ...over,
});
const table = (schema: string, name: string, columns: Column[], comment: string | null = null): TableDefinition => ({
  ...PLAIN_TABLE,
  ...{ schema, name, type: 'table', kind: 'table', comment, columns, primaryKey: null },
  ...{ foreignKeys: [], uniques: [], checks: [], indexes: [] },
});

const ODD = [
  'with space',
  'quo"te',
  "apo'strophe",
  'back\\slash',
  '1st',
  'Größe',
  '表',
  'a.b',
  'constructor',
  '💾',
  '',
];
const TABLES = [
  table(
    'public',
    'every_type',
    FIELD_TYPES.flatMap((type) => [
      column(type, type),
      column(`${type}_or_null`, type, { nullable: true, comment: `A ${type} */ or nothing` }),
    ]),
  ),
  table('public', 'filled', [
    column('id', 'integer', { generated: 'identity-by-default' }),
    column('always', 'integer', { generated: 'identity-always' }),
    column('sum', 'decimal', { generated: 'stored', nullable: true }),
    column('at', 'timestamp', { default: 'now()' }),
    column('edited', 'timestamp', { nullable: true }),
    column('state', 'string', { default: "'new'", length: 20 }),
    column('tags', 'array', { nativeType: 'text[]' }),
    column('grid', 'array', { nativeType: 'integer[][]' }),
    column('big', 'integer', { nativeType: 'bigint' }),
  ]),
  ...ODD.map((name) =>
    table(
      'public',
      name,
      ODD.map((inner) => column(inner, 'string')),
      `${name}\nsecond */ line`,
    ),
  ),
  ...['users', 'Users', 'USERS', 'u-sers'].map((name) => table('public', name, [column('id', 'uuid')])),
  table('billing', 'users', [column('id', 'uuid')]),
  ...['date', 'generated', 'database', 'tables', 'array', 'column_type'].map((name) => table('public', name, [])),
];

describe.each(TYPE_TARGETS)('%s', (target) => {
  it('compiles strictly, whatever the kind and the names', async () => {
    const files = CONNECTION_KINDS.map((kind) => path.join(folder, `${target}-${kind}.ts`));
    for (const [index, kind] of CONNECTION_KINDS.entries()) {
      const code = generateModule(TABLES, target, { kind, defaultSchema: 'public' });
      await writeFile(files[index] ?? '', code);
    }
    const options = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--module',
      'nodenext',
      '--target',
      'es2024',
    ];
    const { stdout } = await run(tsc, [...options, '--ignoreConfig', '--skipLibCheck', '--types', '', ...files]).catch(
      (error) => error,
    );
    expect(stdout).toBe('');
  }, 60_000);

  it('of no table is a module all the same', () => {
    expect(generateModule([], target, { kind: 'mysql', defaultSchema: null })).toMatch(/export (interface|const)/);
  });
});

it('reads as one would write it', () => {
  const tables = [
    table(
      'public',
      'ORDER_LINES',
      [
        column('id', 'integer', { nativeType: 'integer' }),
        column('note', 'string', { nullable: true, comment: 'What was said' }),
      ],
      'What was bought',
    ),
    table('stock', 'items', [column('id', 'uuid')]),
  ];
  expect(
    generateModule(tables, 'typescript', { kind: 'postgresql', defaultSchema: 'public' }),
  ).toBe(`/** What was bought */
export interface OrderLines {
  id: number;
  /** What was said */
  note: string | null;
}

export interface StockItems {
  id: string;
}

export interface Tables {
  ORDER_LINES: OrderLines;
  "stock.items": StockItems;
}
`);
});

it('leaves out of an insert what the database fills in', () => {
  const code = generateModule(TABLES, 'kysely', { kind: 'postgresql', defaultSchema: 'public' });
  expect(code).toContain(
    '  id: Generated<number>;\n  always: GeneratedAlways<number>;\n  sum: GeneratedAlways<string | null>;',
  );
  expect(code).toContain('  at: ColumnType<Date, Date | string | undefined, Date | string>;');
  expect(code).toContain('  tags: string[];\n  grid: unknown[];\n  big: string;');
});
