/** What a value is in JavaScript; `number` may be NaN or infinite, `Date` invalid. */
export type Atom =
  | 'string'
  | 'uuid'
  | 'integer'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'Date'
  | 'bytes'
  | 'json'
  | 'json document'
  | 'point'
  | 'circle'
  | 'interval'
  | 'shape'
  | 'geo json'
  | 'record'
  | 'null'
  | 'unknown';

/**
 * The values of a column: `list` of PostgreSQL, with nulls and further dimensions; `array`, whose elements are all there;
 * `labels` of an enumeration; text of at most `max` characters.
 */
export type Value =
  | Atom
  | { readonly list: Value }
  | { readonly array: Value }
  | { readonly labels: readonly string[] }
  | { readonly max: number }
  | { readonly anyOf: readonly Value[] };

export const anyOf = (...values: Value[]): Value => ({ anyOf: values });

/** The members of a union, each once: nothing else is said by one that may be anything. */
export function membersOf(value: Value): Value[] {
  if (typeof value === 'string' || !('anyOf' in value)) return [value];
  const all = value.anyOf.flatMap(membersOf);
  return all.includes('unknown') ? ['unknown'] : all;
}
