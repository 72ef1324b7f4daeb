import type { IndexKey, TableDefinition, TableIndex } from '@portolan/contract';
import { list, place, printedBy, quoted } from './names.ts';

/** The indexes that no constraint brings along. */
export function ownIndexes({ indexes, primaryKey, uniques, exclusions }: TableDefinition): TableIndex[] {
  const kept = new Set([primaryKey, ...uniques, ...exclusions].map((one) => one?.name));
  return indexes.filter(({ name, primary }) => !primary && !kept.has(name));
}

/** Null where the draft cannot write it. */
export function createIndex(table: TableDefinition, index: TableIndex): string | null {
  const keys = index.keys.map(keyText);
  const predicate = index.predicate === null ? '' : printedBy(index.predicate);
  if (keys.includes(null) || predicate === null || !index.valid) return null;
  return [
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(index.name)} ON ${place(table)}`,
    index.method === null || index.method === 'btree' ? '' : ` USING ${quoted(index.method)}`,
    ` (${keys.join(', ')})`,
    index.include.length > 0 ? ` INCLUDE (${list(index.include)})` : '',
    index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '',
    predicate === '' ? '' : ` WHERE ${predicate}`,
  ].join('');
}

function keyText({ column, expression, collation, operatorClass, descending, nulls }: IndexKey): string | null {
  const what = column === null ? printedBy(expression) : quoted(column);
  if (what === null) return null;
  return [
    column === null ? `(${what})` : what,
    collation === null ? '' : ` COLLATE ${quoted(collation)}`,
    operatorClass === null ? '' : ` ${quoted(operatorClass)}`,
    descending ? ' DESC' : '',
    // What an order does by itself is not said.
    nulls === null || (nulls === 'first') === descending ? '' : ` NULLS ${nulls.toUpperCase()}`,
  ].join('');
}
