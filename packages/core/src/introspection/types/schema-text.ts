import type { Helpers } from './helpers.ts';
import { quoted } from './neutral.ts';
import { type Atom, membersOf, type Value } from './value.ts';

/** Schemas that are not written by a helper. zod's own of numbers and times refuse NaN, infinities and invalid dates. */
const PLAIN: Partial<Record<Atom, string>> = {
  string: 'z.string()',
  uuid: 'z.guid()',
  integer: 'z.int()',
  bigint: 'z.bigint()',
  boolean: 'z.boolean()',
  Date: 'z.instanceof(Date)',
  bytes: 'z.instanceof(Uint8Array)',
  null: 'z.null()',
  unknown: 'z.unknown()',
};
const HELPERS: Partial<Record<Atom, string>> = {
  number: 'anyNumber',
  json: 'json',
  'json document': 'jsonDocument',
  point: 'point',
  circle: 'circle',
  interval: 'interval',
  shape: 'shape',
  'geo json': 'geoJson',
  record: 'record',
};

/** A value as zod writes its schema; what it needs is noted in `helpers`. */
export function schemaText(value: Value, helpers: Helpers): string {
  const texts = [...new Set(membersOf(value).map((member) => memberText(member, helpers)))];
  return texts.length === 1 ? (texts[0] ?? '') : `z.union([${texts.join(', ')}])`;
}

function memberText(value: Value, helpers: Helpers): string {
  if (typeof value === 'string') return PLAIN[value] ?? helpers.schema(HELPERS[value] ?? '');
  if ('list' in value) return `${helpers.schema('nestedArray')}(${schemaText(value.list, helpers)})`;
  if ('array' in value) return `z.array(${schemaText(value.array, helpers)})`;
  if ('labels' in value)
    return value.labels.length === 0 ? 'z.string()' : `z.enum([${value.labels.map(quoted).join(', ')}])`;
  if ('max' in value) return `${helpers.schema('upTo')}(${value.max})`;
  return 'z.unknown()';
}
