import { type TableItem, type TablePage, tableItemOf } from '@portolan/contract';
import type { ConnectionTarget, Driver, DriverCall, TableQuery } from '../driver.ts';

/** One page of tables, and of views where asked for, by schema and name. A search is part of a name in any case. */
export async function listTables(
  driver: Driver,
  target: ConnectionTarget,
  query: TableQuery,
  call: DriverCall,
): Promise<TablePage> {
  const { schema, includeViews, page, pageSize } = query;
  const search = query.search?.toLowerCase();
  const first = (page - 1) * pageSize;
  const items: TableItem[] = [];
  let total = 0;
  const include = schema === undefined ? undefined : [schema];
  for await (const read of driver.introspect(target, { depth: 'tables', include }, call)) {
    if (read.kind !== 'tables') continue;
    for (const table of read.tables) {
      if (table.type === 'view' && !includeViews) continue;
      if (search && !table.name.toLowerCase().includes(search)) continue;
      if (total >= first && items.length < pageSize) items.push(tableItemOf(table));
      total++;
    }
  }
  return { items, total, page, pageSize, totalPages: Math.ceil(total / pageSize), snapshot: null };
}
