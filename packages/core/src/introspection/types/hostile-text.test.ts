import path from 'node:path';
import { DRIVERS_OF_KIND, type TableDefinition, TYPE_TARGETS } from '@portolan/contract';
import { WrittenModules } from '@portolan/testing/modules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, tableOf } from '../../testing/definitions.ts';
import { generateModule, type ModuleOf } from './generate-module.ts';
import { docOf } from './neutral.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../..');
const PG: ModuleOf = { kind: 'postgresql', driver: 'pg', defaultSchema: 'public' };

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'default',
  'new',
  'readonly',
  'Date',
  'Buffer',
  'Record',
  'Promise',
  'string',
  'unknown',
  'any',
  'never',
  'z',
  'Z',
  'Generated',
  'ColumnType',
  'generated_always',
  'json_value',
  'nested_array',
  'tables',
  'database',
  'Tables',
  'array',
  'uint8_array',
  'object',
  'quo"te',
  "apo'strophe",
  'back\\slash',
  '`$' + '{x}`',
  'new\nline',
  '\r\n',
  '\u2028',
  '\u2029',
  '\u0000',
  '\u202e',
  '\u0085',
  '',
  ' ',
  '  ',
  '.',
  'a.b',
  '"a.b"',
  '"',
  '""',
  '*/',
  '/*',
  '//',
  '</script>',
  '💾',
  'é',
  'e\u0301',
  'Größe',
  '表',
  '𠮷',
  'users',
  'Users',
  'USERS',
  'u-sers',
  'u_sers',
  '1',
  '1st',
  '01',
  '1e3',
  '-1',
  'İ',
  'ı',
  'ß',
  'ẞ',
  '\ud800',
  '\u{1e900}',
  '1st',
  'T1st',
  'T',
  '$',
  '_',
  '__',
  'T2',
  'enum',
  'class',
  'await',
  'Ꟶ',
  '\u200d',
  'a\u200bb',
  '\ufeff',
  'ᢅ',
  '℘',
];
const COMMENTS = [
  '@ts-expect-error nothing',
  '@ts-ignore',
  '@ts-nocheck',
  '// @ts-nocheck',
  '// @ts-expect-error',
  '/** @ts-ignore',
  '*/ export const evil = 1; /*',
  '*/',
  '**/',
  '*\\/',
  '* /',
  '/',
  '*',
  '\\',
  '/*',
  '*/*/',
  '@',
  '@type {x}',
  '@internal',
  'eslint-disable',
  'eslint-disable-next-line -- x',
  'biome-ignore lint: x',
  'prettier-ignore',
  '#region',
  '//#endregion',
  '/// <reference path="x" />',
  '/// <reference types="nothing-there" />',
  'import("x")',
  '@import x from "y"',
  '@jsx h',
  'a\n@ts-expect-error',
  '\n',
  'a\r\n * @ts-ignore\r\n',
  'a\u2028@ts-ignore',
  'a\u2029*/',
  '\u0000',
  '\u202e*/',
  '\u0085@ts-ignore',
  '//# sourceMappingURL=data:,x',
  '#__PURE__',
  '@__PURE__',
  '{@link nothing}',
  '`$' + '{x}`',
  '<!--',
  '-->',
  '\ud800',
];

interface Schema {
  shape: object;
  safeParse(row: unknown): { success: boolean; data?: unknown; error?: { issues: unknown[] } };
}

/** Names and comments of one's own mixed with pieces of the worst. */
const piecesOf = (worst: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...worst) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...worst), fc.constantFrom(...worst)).map((two) => two.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  );
const name = piecesOf(NAMES);
const comment = fc.option(piecesOf(COMMENTS), { freq: 3 });
const column = fc.record({ name, comment }).map(({ name: own, comment: said }) => columnOf(own, { comment: said }));
const table = fc.record({
  schema: fc.oneof(fc.constant('public'), name),
  name,
  comment,
  columns: fc.array(column, { maxLength: 6 }),
});
const tables = fc
  .uniqueArray(table, { maxLength: 6, selector: (one) => JSON.stringify([one.schema, one.name]) })
  .map((all) => all.map(({ name: own, columns, ...over }) => tableOf(own, columns, over)));
const about = fc.constantFrom(
  ...(Object.keys(DRIVERS_OF_KIND) as ModuleOf['kind'][]).flatMap((kind) =>
    DRIVERS_OF_KIND[kind].map((driver): ModuleOf => ({ kind, driver, defaultSchema: 'public' })),
  ),
);

/** Every table and column by its key, so that one that was lost or spelled otherwise is an error. */
function rowsOf(definitions: readonly TableDefinition[], code: string): string {
  const index = code.slice(code.lastIndexOf('export interface Tables {'));
  const tablesAt = [...index.matchAll(/^ {2}(.+): \S+;$/gm)].map(([, key = '']) => key);
  const members = definitions.map(({ columns }, at) => {
    const row = [...new Set(columns.map((one) => one.name))].map((own) => `[${JSON.stringify(own)}]: some`);
    return `  ${tablesAt[at] === '"__proto__"' ? '["__proto__"]' : tablesAt[at]}: { ${row.join(', ')} },`;
  });
  return `declare const some: any;\nexport const all: Tables = {\n${members.join('\n')}\n};\n`;
}

describe('text of the database', () => {
  it('never becomes code: 501 modules of the worst names and comments compile as one program, and run', async () => {
    await using modules = await WrittenModules.create(PACKAGE);
    const samples = fc.sample(fc.tuple(tables, about), { numRuns: 167, seed: 20_261_129 });
    for (const [at, [definitions, of]] of samples.entries()) {
      for (const target of TYPE_TARGETS) {
        const code = generateModule(definitions, target, of);
        const checked = target === 'typescript' ? code + rowsOf(definitions, code) : code;
        await modules.write(`${target}-${at}`, checked);
        if (target !== 'zod') continue;
        const loaded = await modules.load(`zod-${at}`, code);
        const schemas = Object.values(loaded.Tables as Record<string, Schema>);
        const keys = schemas.map(({ shape }) => JSON.stringify(Object.keys(shape).sort()));
        const wanted = definitions.map(({ columns }) => [...new Set(columns.map((one) => one.name))].sort());
        expect(keys.sort()).toEqual(wanted.map((own) => JSON.stringify(own)).sort());
      }
    }
    expect(await modules.compile()).toBe('');
  }, 90_000);

  it('is left in no piece that a tool obeys', () => {
    for (const said of [...COMMENTS, ...COMMENTS.map((one) => `Said:\n${one}`)]) {
      const doc = docOf(said, '  ');
      const inside = doc.replace(/^\s*\/\*\*/, '').replace(/\*\/\n$/, '');
      expect(inside).not.toMatch(/\*\/|@(?:ts-|jsx|type|internal|import|__)|^[\s*/]*(?:eslint|biome|prettier)|\/\/\//m);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
      expect(inside).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ud800-\udfff]/u);
      expect(doc.endsWith(' */\n')).toBe(true);
    }
    expect(docOf('Write to ada@example.org, see https://example.org/*x')).toBe(
      '/** Write to ada@example.org, see https://example.org/\\*x */\n',
    );
  });
});

describe('a column __proto__', () => {
  it('stays in a schema and in what it parses, and a row without it is one of a client that lost it', async () => {
    await using modules = await WrittenModules.create(PACKAGE);
    const columns = [columnOf('__proto__'), columnOf('constructor'), columnOf('a')];
    const code = generateModule([tableOf('t', columns)], 'zod', PG);
    const { T } = (await modules.load('proto', code)) as { T: Schema };
    expect(Object.keys(T.shape)).toEqual(['__proto__', 'constructor', 'a']);
    const row = JSON.parse('{"__proto__":"x","constructor":"c","a":"a"}');
    const parsed = T.safeParse(row);
    expect(Object.getOwnPropertyNames(parsed.data).sort()).toEqual(['__proto__', 'a', 'constructor']);
    expect(Object.getOwnPropertyDescriptor(parsed.data, '__proto__')?.value).toBe('x');
    const wrong = T.safeParse(JSON.parse('{"__proto__":7,"constructor":"c","a":"a"}'));
    expect(wrong.error?.issues).toMatchObject([{ path: ['__proto__'] }]);
    expect(T.safeParse({ constructor: 'c', a: 'a' }).success).toBe(true);
    expect(T.safeParse(null).success).toBe(false);
  });
});

it('tables whose schema and name collide when joined each have a key', () => {
  const pairs: [string, string][] = [
    ['public', 'a.b'],
    ['a', 'b'],
    ['a.b', 'c'],
    ['a', 'b.c'],
    ['public', '"a"."b.c"'],
  ];
  const code = generateModule(
    pairs.map(([schema, own]) => tableOf(own, [], { schema })),
    'kysely',
    PG,
  );
  const keys = [...code.slice(code.indexOf('interface Database')).matchAll(/^ {2}(.+): \w+;$/gm)].map(([, key]) => key);
  expect(keys).toEqual(['"\\"a.b\\""', '"a.b"', '"\\"a.b\\".c"', '"a.\\"b.c\\""', expect.any(String)]);
  expect(new Set(keys).size).toBe(pairs.length);
});
