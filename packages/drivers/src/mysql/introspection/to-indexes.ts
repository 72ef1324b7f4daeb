import type { KeyColumns, TableIndex } from '@portolan/contract';
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
    const unique = parts[0]?.values[1] === '0';
    const columns = parts.map(({ values }) => partOf(values, mariadb));
    keys.indexes.push({ ...indexOf(name, parts), columns, unique, primary: name === PRIMARY });
    // Over a part of a column, or an expression, it says nothing about whole columns.
    const whole = parts.every(({ values: [column] }, at) => column !== null && column === columns[at]);
    if (name === PRIMARY) keys.primaryKey = { name, columns: parts.map(({ values: [column] }) => column ?? '') };
    else if (unique && whole) keys.uniques.push({ name, columns });
  }
  return keys;
}

function indexOf(
  name: string,
  parts: readonly PartRow[],
): Pick<TableIndex, 'name' | 'include' | 'method' | 'predicate'> {
  return { name, include: [], method: parts[0]?.values[2]?.toLowerCase() ?? null, predicate: null };
}

/** A column, the first so many characters of one as `name(10)`, or the expression. */
function partOf([column, , method, length, expression]: (string | null)[], mariadb: boolean): string {
  if (column === null || column === undefined) return mariadb ? (expression ?? '') : plainQuotes(expression ?? '');
  return length && method !== 'SPATIAL' ? `${column}(${length})` : column;
}
