import type { Value } from '../value.ts';
import { type Place, textOf } from './client.ts';

/** Of an enum; an empty text stands where a value was none of them. */
export function labelsOf({ column, collation }: Place): Value | null {
  if (collation === 'binary' && (column.type === 'enum' || column.baseType === 'set')) return 'bytes';
  if (column.type !== 'enum' || !column.labels) return null;
  // The catalogue has no characters beyond the first plane: it writes question marks for them.
  if (column.labels.some((label) => label.includes('?'))) return 'string';
  return { labels: [...new Set([...column.labels, ''])] };
}

export function mysqlText(place: Place): Value {
  if (place.json) return 'json';
  return place.column.type === 'uuid' ? 'uuid' : textOf(place);
}
