import type { Session } from '../session.ts';

// Compared as text: a cast to name would cut a long name and find the wrong table.
const TABLE = `
  select c.oid::text as oid
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1::text and c.relname = $2::text and c.relkind in ('r', 'p', 'v', 'm', 'f')`;

/** The oid of a table or view, null where there is none. */
export async function findTable(session: Session, schema: string, table: string): Promise<string | null> {
  const [row] = await session.query<{ oid: string }>(TABLE, [schema, table]);
  return row?.oid ?? null;
}
