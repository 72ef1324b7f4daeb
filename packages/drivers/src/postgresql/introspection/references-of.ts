import type { ColumnReference, ForeignKey } from '@portolan/contract';

/** What each column points at. Of several foreign keys the narrowest counts, then the first by name. */
export function referencesOf(foreignKeys: readonly ForeignKey[]): Map<string, ColumnReference> {
  const found = new Map<string, ColumnReference>();
  for (const { columns, references } of foreignKeys.toSorted((a, b) => a.columns.length - b.columns.length)) {
    for (const [index, name] of columns.entries()) {
      const column = references.columns[index];
      if (column === undefined || found.has(name)) continue;
      found.set(name, { schema: references.schema, table: references.table, column });
    }
  }
  return found;
}
