import type { EntityManager } from '@portolan/db';

/** Snapshots kept of one connection. */
const KEPT = 50;

const CLEAR = `
  with old as (
    select id from schema_snapshots where connection_id = ? order by taken_at desc, id offset ?
  )
  delete from schema_snapshots s using old where s.id = old.id returning s.id`;

const CLEAR_TREES = `
  delete from schema_trees t
  where t.connection_id = ? and not exists (select from schema_snapshots s where s.tree_id = t.id)`;

/** What was seen lately may belong to a snapshot that is being read right now. */
const CLEAR_TABLES = `
  delete from schema_tables t
  where t.seen_at < now() - interval '1 day'
    and not exists (select from schema_tree_tables e where e.table_hash = t.hash)`;

/** Lets go of the oldest snapshots of a connection, and of what only they held. */
export async function clearSnapshots(em: EntityManager, connectionId: string): Promise<void> {
  const cleared = await em.execute<{ id: string }[]>(CLEAR, [connectionId, KEPT]);
  if (cleared.length === 0) return;
  await em.execute(CLEAR_TREES, [connectionId], 'run');
  await clearTables(em);
}

/** Lets go of the definitions that no tree holds any more. */
export async function clearTables(em: EntityManager): Promise<void> {
  await em.execute(CLEAR_TABLES, [], 'run');
}
