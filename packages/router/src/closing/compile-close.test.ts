import type { AnyTRPCRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { AnswerParser } from '../answer.ts';
import { appRouter } from '../index.ts';
import type { RestRoute } from '../meta.ts';
import { UnfitAnswer } from './close.ts';
import { compileClose } from './compile-close.ts';

type Schema = z.core.$ZodType;
interface Definition {
  output: AnswerParser<Schema>;
  meta?: { rest?: readonly RestRoute[] };
}

const PLANTED = 'planted-where-nobody-declared-it';

/** Every answer of the product: the output of each procedure, and the view of each route. */
const router: AnyTRPCRouter = appRouter;
const answers = Object.entries(router._def.procedures as Record<string, { _def: object }>).flatMap(
  ([name, { _def }]) => {
    const { output, meta } = _def as Definition;
    const views = (meta?.rest ?? []).filter(({ view }) => view);
    return [
      { name, schema: output.schema },
      ...views.map(({ path, view }) => ({ name: `${name} ${path}`, schema: view?.schema as Schema })),
    ];
  },
);

/** Values of a schema, one for each option of its unions; with a planted key in every object where one is asked for. */
function samplesOf(schema: Schema, plant: boolean): unknown[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inside = (inner: Schema) => samplesOf(inner, plant);
  switch (def.type) {
    case 'string':
      return [TEXTS.find((text) => z.safeParse(schema, text).success)];
    case 'boolean':
      return [true];
    case 'number':
      return [7];
    case 'enum':
      return Object.values(def.entries);
    case 'literal':
      return [...def.values];
    case 'void':
      return [undefined];
    case 'unknown':
      return ['anything'];
    case 'nullable':
      return [null, ...inside(def.innerType)];
    case 'optional':
      return [undefined, ...inside(def.innerType)];
    case 'array':
      return [inside(def.element), []];
    case 'record':
      return [Object.fromEntries(inside(def.valueType).map((value, at) => [`key ${at}`, value])), {}];
    case 'union':
      return def.options.flatMap(inside);
    case 'object':
      return objectsOf(def.shape, plant, inside);
  }
  throw new Error(def.type);
}

/** As many objects as the member of most samples has, so that each of them is in one. */
function objectsOf(shape: Record<string, Schema>, plant: boolean, inside: (schema: Schema) => unknown[]): object[] {
  const members = Object.entries(shape).map(([key, schema]) => [key, inside(schema)] as const);
  const most = Math.max(1, ...members.map(([, samples]) => samples.length));
  return Array.from({ length: most }, (_, at) => {
    const entries = members.map(([key, samples]) => [key, samples[at % samples.length]] as const);
    const given = entries.filter(([, value]) => value !== undefined);
    return Object.fromEntries(plant ? [[PLANTED, PLANTED], ...given, [`${PLANTED}-too`, PLANTED]] : given);
  });
}

/** Whatever form a text has to have, one of these has it. */
const TEXTS = ['A1', '01890000-0000-7000-8000-000000000001', '2026-01-01T00:00:00.000Z', '2026-01-01', '-'.repeat(48)];

describe('the answers of the product', () => {
  it.each(answers)('$name has nothing planted in it, at any depth, and all else', ({ schema }) => {
    const close = compileClose(schema);
    const plain = samplesOf(schema, false);
    const planted = samplesOf(schema, true);
    for (const [at, sample] of plain.entries()) {
      expect(z.safeParse(schema, sample).error).toBeUndefined();
      expect(close(sample)).toBe(sample);
      expect(close(planted[at])).toEqual(sample);
      expect(JSON.stringify(close(planted[at])) ?? '').not.toContain(PLANTED);
    }
  });

  it.each(answers)('$name is refused where anything of it is missing or of another kind', ({ schema }) => {
    const close = compileClose(schema);
    for (const sample of samplesOf(schema, false)) {
      for (const broken of brokenOf(sample)) {
        if (z.safeParse(schema, broken).success) continue;
        expect(() => close(broken), JSON.stringify(broken)).toThrow(UnfitAnswer);
      }
    }
  });
});

const OTHERS = [undefined, null, 'text', 7, Number.NaN, true, {}, [], { secret: PLANTED }, new Date(0), Symbol('s')];

/** The value with one thing in it replaced by something of another kind, for everything in it. */
function* brokenOf(value: unknown): Generator<unknown> {
  const kind = kindOf(value);
  if (value === null || value === undefined) return;
  for (const other of OTHERS) if (kindOf(other) !== kind) yield other;
  if (Array.isArray(value)) {
    for (const inner of brokenOf(value[0])) yield [inner];
    return;
  }
  if (typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    for (const broken of brokenOf(inner)) yield { ...value, [key]: broken };
  }
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

describe('compileClose', () => {
  const Person = z.strictObject({ name: z.string(), age: z.optional(z.int()) });

  it('takes keys in any order, and an optional one that is undefined', () => {
    const close = compileClose(Person);
    for (const value of [{ age: 7, name: 'a' }, { name: 'a' }, { name: 'a', age: undefined }]) {
      expect(close(value)).toBe(value);
    }
  });

  it('lets no class write itself: what JSON would ask is not there any more', () => {
    class Row {
      name = 'a';
      hash = PLANTED;
      toJSON() {
        return { ...this };
      }
    }
    class Rows extends Array<unknown> {
      toJSON() {
        return PLANTED;
      }
    }
    expect(JSON.stringify(compileClose(Person)(new Row()))).toBe('{"name":"a"}');
    expect(JSON.stringify(compileClose(z.array(Person))(Rows.of({ name: 'a' })))).toBe('[{"name":"a"}]');
    expect(JSON.stringify(compileClose(Person)({ name: 'a', toJSON: () => PLANTED }))).toBe('{"name":"a"}');
    expect(JSON.stringify(compileClose(z.record(z.string(), z.string()))(new Map()))).toBe('{}');
  });

  it('tells objects apart by their key, and other values by their kind', () => {
    const close = compileClose(
      z.array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('a'), only: z.string() }),
          z.strictObject({ type: z.enum(['b', 'c']), other: z.union([z.string(), z.array(z.number()), Person]) }),
        ]),
      ),
    );
    const given = [
      { type: 'a', only: 'x', other: 'y' },
      { type: 'c', only: 'x', other: { name: 'z', more: 1 } },
    ];
    expect(close(given)).toEqual([
      { type: 'a', only: 'x' },
      { type: 'c', other: { name: 'z' } },
    ]);
    expect(() => close([{ type: 'd', only: 'x' }])).toThrow(UnfitAnswer);
    expect(() => close([{ type: 'b', other: null }])).toThrow(UnfitAnswer);
  });

  it.each<[string, Schema]>([
    ['a transform', z.pipe(z.string(), z.transform(Number))],
    ['a default', z._default(z.string(), 'a')],
    ['a catch', z.catch(z.string(), 'a')],
    ['a coercion', z.coerce.string()],
    ['an overwrite', z.string().check(z.trim())],
    ['an object of any keys', z.looseObject({ name: z.string() })],
    ['two objects that nothing tells apart', z.union([Person, z.strictObject({ other: z.string() })])],
    ['a date', z.date()],
    ['anything', z.union([z.any(), z.string()])],
  ])('refuses %s when it is compiled', (_, schema) => {
    expect(() => compileClose(schema)).toThrow(/^An answer /);
  });
});
