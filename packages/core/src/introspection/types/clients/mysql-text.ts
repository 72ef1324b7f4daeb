import type { Value } from '../value.ts';
import { type Place, textOf } from './client.ts';

/** Of an enum; an empty text stands where a value was none of them. */
export function labelsOf({ column, collation }: Place): Value | null {
  if (collation === 'binary' && (column.type === 'enum' || column.baseType === 'set')) return 'bytes';
  if (column.type !== 'enum' || !column.labels) return null;
  return { labels: [...new Set([...column.labels, ''])] };
}

/** Texts. MariaDB keeps JSON in one and says so where the column, or what a view takes it from, is checked to be JSON. */
export function mysqlText(place: Place): Value {
  const { column, view } = place;
  if (column.type === 'json') return 'json';
  if (view && column.baseType === 'longtext') return 'json';
  if (column.type === 'uuid') return 'uuid';
  return textOf(place);
}
