import {
  type IndexKey,
  type KeyColumns,
  PLAIN_INDEX,
  PLAIN_INDEX_KEY,
  PLAIN_KEY,
  type TableIndex,
} from '@portolan/contract';
import { plainQuotes } from './column-default.ts';
import { groupsOf, type PartRow } from './part-row.ts';

const PRIMARY = 'PRIMARY';

interface Keys {
  primaryKey: KeyColumns | null;
  uniques: KeyColumns[];
  indexes: TableIndex[];
}

/** The indexes of a table, and the keys that they are: a unique constraint is nothing but its index here. */
export function toIndexes(rows: readonly PartRow[], mariadb: boolean): Keys {
  const keys: Keys = { primaryKey: null, uniques: [], indexes: [] };
  for (const [name, parts] of groupsOf(rows)) {
    const index = toIndex(name, parts, mariadb);
    keys.indexes.push(index);
    // Over a part of a column, or an expression, it says nothing about whole columns.
    const whole = index.keys.every(({ column, length }) => column !== null && length === null);
    const columns = index.keys.map(({ column }) => column ?? '');
    if (index.primary) keys.primaryKey = { ...PLAIN_KEY, name, columns };
    else if (index.unique && whole) keys.uniques.push({ ...PLAIN_KEY, name, columns });
  }
  return keys;
}

function toIndex(name: string, parts: readonly PartRow[], mariadb: boolean): TableIndex {
  const [, nonUnique, method, , , , kept] = parts[0]?.values ?? [];
  const keys = parts.map(({ values }) => toKey(values, mariadb));
  return {
    ...PLAIN_INDEX,
    name,
    columns: keys.map(textOf),
    keys,
    include: [],
    unique: nonUnique === '0',
    primary: name === PRIMARY,
    method: method?.toLowerCase() ?? null,
    predicate: null,
    // MariaDB says that it ignores an index, MySQL that it sees it.
    ignored: kept === (mariadb ? 'YES' : 'NO'),
  };
}

function toKey([column, , method, length, expression, order]: (string | null)[], mariadb: boolean): IndexKey {
  if (column === null || column === undefined) {
    const text = mariadb ? (expression ?? '') : plainQuotes(expression ?? '');
    return { ...PLAIN_INDEX_KEY, expression: text, descending: order === 'D' };
  }
  // That of a spatial index is the size of its boxes.
  const prefix = length && method !== 'SPATIAL' ? Number(length) : null;
  return { ...PLAIN_INDEX_KEY, column, descending: order === 'D', length: prefix };
}

/** A column, the first so many characters of one as `name(10)`, or the expression. */
function textOf({ column, expression, length }: IndexKey): string {
  if (column === null) return expression ?? '';
  return length === null ? column : `${column}(${length})`;
}
