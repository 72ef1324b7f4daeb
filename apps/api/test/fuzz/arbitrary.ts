import fc from 'fast-check';

/** The part of JSON Schema that the contract's schemas become. */
export interface Schema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

const HOSTILE = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '%',
  '%00',
  '../../etc/passwd',
  "'; drop table users --",
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  'null',
  'undefined',
  'NaN',
  '0x10',
  '1e400',
  '00000000-0000-0000-0000-000000000000',
  '9'.repeat(40),
  'é'.repeat(300),
  '𝒳'.repeat(200),
  'x'.repeat(5_000),
];

/** Anything that JSON can say, the strange included. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]], {
    a: { b: [] },
  }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value that mostly obeys the schema, and in some places does not. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: obedient(schema) }, { weight: 1, arbitrary: anything });
}

function obedient(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(arbitraryOf));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({
          min: Math.ceil(Math.max(schema.minimum ?? -1000, -1e9)),
          max: Math.floor(Math.min(schema.maximum ?? 1000, 1e9)),
        }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 0, Number.MAX_SAFE_INTEGER, -1, 0.5),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 5 });
    case 'object':
      return object(schema);
    default:
      return anything;
  }
}

const ids = fc.oneof(fc.uuid(), fc.constantFrom(...HOSTILE));
const moments = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', 'now'),
);
const bytes = fc.string({ maxLength: 60, unit: 'binary' });
const slugs = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{2,20}$/);
/** By their lengths: to make one takes longer than to ask with hundreds of its values. */
const texts = new Map<string, fc.Arbitrary<string>>();

function text(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid' || schema.format === 'guid') return ids;
  if (schema.format === 'date-time') return moments;
  const length = { minLength: Math.min(schema.minLength ?? 0, 300), maxLength: Math.min(schema.maxLength ?? 60, 300) };
  const key = JSON.stringify(length);
  const graphemes = texts.get(key) ?? fc.string({ ...length, unit: 'grapheme' });
  texts.set(key, graphemes);
  return fc.oneof(graphemes, bytes, slugs, fc.constantFrom(...HOSTILE));
}

function object({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, arbitraryOf(value)]));
  const whole = fc.record(model, { requiredKeys: required.filter((key) => key in model) });
  const broken = fc.record({ ...model, [`${Object.keys(model)[0] ?? 'x'}X`]: anything }, { requiredKeys: [] });
  return fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: broken });
}
