import { TableDefinition } from '@portolan/contract';
import { startTestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { compileText } from './compile-text.ts';

let server: Awaited<ReturnType<typeof startTestPostgres>>;
beforeAll(async () => {
  server = await startTestPostgres({ version: '18' });
});
afterAll(() => server.close());

const textOf = compileText(TableDefinition);
/** The text that PostgreSQL itself has for it. */
const jsonbText = async (value: unknown) =>
  (await server.query('select ($1::jsonb)::text as text', [JSON.stringify(value)]))[0]?.text;

/** A value with every key of a schema, each text the given one. */
function filled(schema: z.core.$ZodType, text: string): unknown {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'string':
      return text;
    case 'enum':
      return Object.values(def.entries)[0];
    case 'boolean':
      return true;
    case 'number':
      return 4_294_967_295;
    case 'nullable':
      return filled(def.innerType, text);
    case 'array':
      return [filled(def.element, text), filled(def.element, text)];
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, filled(inner, text)]));
  }
  throw new Error(`nothing to fill a schema of type ${def.type} with`);
}

const everyCodeBelow = (end: number) => String.fromCharCode(...Array.from({ length: end - 1 }, (_, at) => at + 1));

test.each(['', 'plain', 'it\'s "quoted" \\ / \u2028 \u2029', everyCodeBelow(0x180), 'Größe 表 😀 \ufeff \ufffd'])(
  'writes %j as PostgreSQL does, wherever it stands',
  async (text) => {
    const definition = filled(TableDefinition, text) as TableDefinition;
    expect(textOf(definition)).toBe(await jsonbText(definition));
  },
);

test('writes what is absent as PostgreSQL does, and nothing beside the schema', async () => {
  const Thing = z.strictObject({ bb: z.nullable(z.string()), a: z.array(z.int()), none: z.strictObject({}) });
  const value = { bb: null, a: [], none: {} };
  expect(compileText(Thing)({ ...value, surplus: 1 })).toBe(await jsonbText(value));
  expect(() => compileText(z.union([z.string(), z.number()]))).toThrow('no text');
});
