import type { ColumnReference } from './columns.ts';
import type { FieldList } from './introspection.ts';
import type { MeasuredTable, TableItem } from './table-definition.ts';
import type { ForeignKey } from './table-keys.ts';

/** The columns of a table as they are shown: each with whether it is in the primary key and what it points at. */
export function fieldsOf(table: MeasuredTable): Omit<FieldList, 'snapshot'> {
  const { columns, schema, name, type, kind, comment, rowEstimate, sizeBytes, ...rest } = table;
  const { primaryKey, foreignKeys } = rest;
  const references = referencesOf(foreignKeys);
  const items = columns.map((column) => ({
    ...column,
    primaryKey: primaryKey?.columns.includes(column.name) ?? false,
    references: references.get(column.name) ?? null,
  }));
  return { table: { schema, name, type, kind, comment, rowEstimate, sizeBytes }, items, ...rest };
}

/** A table as it stands in a list of tables. */
export function tableItemOf({ schema, name, type, kind, comment, rowEstimate, sizeBytes }: MeasuredTable): TableItem {
  return { schema, name, type, kind, comment, rowEstimate, sizeBytes };
}

/** What each column points at. Of several foreign keys the narrowest counts, then the first by name. */
function referencesOf(foreignKeys: readonly ForeignKey[]): Map<string, ColumnReference> {
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
