import { anyOf, type Value } from '../value.ts';
import { type Place, textOf } from './client.ts';

/** Types whose size is a number of characters. */
const SIZED = new Set(['varchar', 'bpchar']);

/** What arrives as text and stays so. */
export function plainText(place: Place): Value {
  const { baseType, type, labels } = place.column;
  if (type === 'enum' && labels) return { labels };
  if (baseType === 'uuid') return 'uuid';
  return SIZED.has(baseType) ? textOf(place) : 'string';
}

/** What the catalogue counts among arrays and the server writes otherwise. */
const NO_ARRAYS = new Set(['int2vector', 'oidvector']);

/** The element of an array as a column of its own. */
export function elementOf(place: Place): Place | null {
  const { column } = place;
  if (!column.element || NO_ARRAYS.has(column.baseType)) return null;
  return { ...place, column: { ...column, ...column.element, element: null } };
}

/** Numbers that a double cannot hold, and money, are taken in every form that prints as one. */
export const AMOUNT = anyOf('string', 'number', 'bigint');
export const TIME_WRITTEN = anyOf('Date', 'number', 'string');
