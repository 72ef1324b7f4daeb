import type { Column } from '@portolan/contract';
import { printedBy, quoted } from './names.ts';

const NEXT = /^nextval\('((?:[^']|'')+)'::regclass\)$/;

/** The sequence that a default counts by, as the catalogue prints its name; null where it counts by none. */
export function sequenceOf({ default: text }: Column): string | null {
  const name = NEXT.exec(text ?? '')?.[1]?.replaceAll("''", "'");
  return name === undefined ? null : printedBy(name);
}

/** A default that counts needs its sequence before. */
export function createSequence(column: Column): string[] {
  const name = sequenceOf(column);
  const type = ['smallint', 'integer'].includes(column.nativeType) ? ` AS ${column.nativeType}` : '';
  return name === null ? [] : [`CREATE SEQUENCE IF NOT EXISTS ${name}${type}`];
}

/** And goes with its column afterwards. */
export function ownSequence(table: string, column: Column): string[] {
  const name = sequenceOf(column);
  return name === null ? [] : [`ALTER SEQUENCE ${name} OWNED BY ${table}.${quoted(column.name)}`];
}
