import type { TableItem } from '@portolan/contract';
import { api } from '../../lib/client.ts';

const LIMIT = 100;
/** A name that is part of so many others is not worth the wait. */
const MOST_PAGES = 10;

/** The one table of a name, out of the list that is searched by parts of names. */
export async function findTable(
  { id, schema, table }: { id: string; schema: string; table: string },
  signal: AbortSignal,
): Promise<TableItem | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const input = { id, schema, search: table, includeViews: true, page, limit: LIMIT };
    const { items, total } = await api.introspection.tables.query(input, { signal });
    const found = items.find((item) => item.name === table && item.schema === schema);
    if (found || page * LIMIT >= total) return found ?? null;
  }
  return null;
}
