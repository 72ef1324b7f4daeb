import type { Helpers } from './helpers.ts';
import { quoted } from './neutral.ts';
import { type Atom, membersOf, type Value } from './value.ts';

const NAMES: Record<Atom, string> = {
  string: 'string',
  uuid: 'string',
  integer: 'number',
  number: 'number',
  bigint: 'bigint',
  boolean: 'boolean',
  Date: 'Date',
  bytes: 'Uint8Array',
  json: 'JsonValue',
  'json document': 'JsonDocument',
  point: 'Point',
  circle: 'Circle',
  interval: 'Interval',
  shape: 'Shape',
  'geo json': 'GeoJson',
  record: '{ [key: string]: unknown }',
  null: 'null',
  unknown: 'unknown',
};

/** A value as TypeScript writes its type; what it needs is noted in `helpers`. */
export function typeText(value: Value, helpers: Helpers): string {
  const texts = new Set(membersOf(value).map((member) => memberText(member, helpers)));
  return [...texts].join(' | ');
}

function memberText(value: Value, helpers: Helpers): string {
  if (typeof value === 'string') return helpers.type(NAMES[value]);
  if ('list' in value) return `${helpers.type('NestedArray')}<${typeText(value.list, helpers)}>`;
  if ('array' in value) return `${grouped(typeText(value.array, helpers))}[]`;
  if ('labels' in value) return value.labels.length === 0 ? 'string' : value.labels.map(quoted).join(' | ');
  return 'string';
}

const grouped = (text: string) => (/^\w+$/.test(text) ? text : `(${text})`);
