import { FieldList } from '@portolan/contract';
import type { ConnectionTarget, FieldQuery } from '../../driver.ts';
import type { CallContext } from '../../target-driver.ts';
import { chartSession } from './chart-session.ts';
import { findTable } from './find-table.ts';
import { readColumns } from './read-columns.ts';
import { readConstraints } from './read-constraints.ts';
import { readIndexes } from './read-indexes.ts';
import { referencesOf } from './references-of.ts';

const FieldListOrNull = {
  safeParse: (value: unknown) => (value === null ? { success: true as const, data: null } : FieldList.safeParse(value)),
};

/** Columns, keys and indexes of a table or view; null where there is none of this name. */
export function listFields(
  target: ConnectionTarget,
  query: FieldQuery,
  context: CallContext,
): Promise<FieldList | null> {
  return chartSession(target, context, FieldListOrNull, async (session) => {
    const table = await findTable(session, query.schema ?? session.defaultSchema, query.table);
    if (table === null) return null;
    const columns = await readColumns(session, table);
    const { primaryKey, foreignKeys } = await readConstraints(session, table);
    const indexes = await readIndexes(session, table);
    const references = referencesOf(foreignKeys);
    const items = columns.map((column) => ({
      ...column,
      primaryKey: primaryKey?.columns.includes(column.name) ?? false,
      references: references.get(column.name) ?? null,
    }));
    return { items, primaryKey, foreignKeys, indexes };
  });
}
