import { type FieldList, fieldsOf } from '@portolan/contract';
import type { ConnectionTarget, Driver, DriverCall, FieldQuery } from '../driver.ts';

/** Columns, keys and indexes of a table or view; null where there is none of this name. */
export async function findFields(
  driver: Driver,
  target: ConnectionTarget,
  { schema, table: name }: FieldQuery,
  call: DriverCall,
): Promise<FieldList | null> {
  for await (const page of driver.introspect(target, { depth: 'columns', table: { schema, name } }, call)) {
    const [table] = page.kind === 'tables' ? page.tables : [];
    if (table) return { ...fieldsOf(table), snapshot: null };
  }
  return null;
}
