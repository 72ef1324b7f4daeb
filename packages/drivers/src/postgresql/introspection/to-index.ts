import type { IndexKey, TableIndex } from '@portolan/contract';
import type { IndexRow } from './table-row.ts';
import type { Numbered } from './to-keys.ts';
import type { TypeCatalogue } from './type-catalogue.ts';

const DESCENDING = 1;
const NULLS_FIRST = 2;
/** No collation, and the database's own. */
const USUAL_COLLATIONS = new Set(['0', '100']);

/** An index with its keys. Its row came from a stranger: what comes out is yet to be checked. */
export function toIndex(row: IndexRow, columns: Numbered, types: TypeCatalogue): TableIndex {
  const [name, key, keys, unique, primary, valid, nullsNotDistinct, method, predicate, expressions, ...rest] = row;
  const numbers = key.split(' ').map(Number);
  const parts = numbers.map((number, at) => columns.get(number)?.name ?? expressions?.[at] ?? '');
  const options = rest[0].split(' ').map(Number);
  const operatorClasses = rest[1].split(' ');
  const keyAt = (at: number): IndexKey => {
    const column = columns.get(numbers[at] ?? 0);
    const option = options[at] ?? 0;
    return {
      column: column?.name ?? null,
      expression: column ? null : (parts[at] ?? ''),
      descending: (option & DESCENDING) !== 0,
      // The only one of the server's own methods that has an order.
      nulls: method === 'btree' ? ((option & NULLS_FIRST) === 0 ? 'last' : 'first') : null,
      operatorClass: types.operatorClass(operatorClasses[at]),
      collation: collationAt(rest[2]?.[at], column?.collation),
      length: null,
    };
  };
  return {
    name,
    columns: parts.slice(0, keys),
    keys: Array.from({ length: Math.min(keys, parts.length) }, (_, at) => keyAt(at)),
    include: parts.slice(keys),
    unique,
    primary,
    nullsNotDistinct,
    method,
    predicate,
    valid,
    ignored: false,
  };
}

/** Null where it is that of the column. */
function collationAt([oid, name]: [string?, (string | null)?] = [], own: string | undefined): string | null {
  if (oid === undefined || oid === own || (own === undefined && USUAL_COLLATIONS.has(oid))) return null;
  // A column of another collation than the database's, indexed by the database's.
  return name ?? 'default';
}
