import type { EntityManager } from '@portolan/db';
import type { AddressedTable } from '@portolan/drivers';

/** The tree of the latest snapshot of a destination: what a reading finds unless something has changed. */
export interface KeptTree {
  id: string;
  tables: KeptTables;
}
/** Tables of a tree by the addresses of their definitions, which name them, with the statistics it has of them. */
export type KeptTables = ReadonlyMap<string, KeptTable>;
export type KeptTable = Omit<AddressedTable, 'columns'>;
type Row = KeptTable & { id: string };

/** Marks its definitions as seen, before they could be cleared away; mostly they were marked not long ago. */
const KEPT = `
  with latest as (
    select s.tree_id as id
    from schema_snapshots s join schema_trees t on t.id = s.tree_id
    where s.connection_id = ? and t.destination = ?
    order by s.taken_at desc, s.id
    limit 1
  ),
  kept as materialized (
    select e.* from latest join schema_tree_tables e on e.tree_id = latest.id
  ),
  seen as (
    update schema_tables t set seen_at = now() from kept
    where t.hash = kept.table_hash and t.seen_at < now() - interval '12 hours'
  )
  select tree_id as id, schema, name, type, kind, comment, encode(table_hash, 'hex') as hash,
         row_estimate as "rowEstimate", size_bytes as "sizeBytes"
  from kept`;

/** Null where nothing is kept of this destination, or a tree without a table. */
export async function keptTree(em: EntityManager, connectionId: string, destination: string): Promise<KeptTree | null> {
  const rows = await em.execute<Row[]>(KEPT, [connectionId, destination]);
  const [first] = rows;
  return first ? { id: first.id, tables: new Map(rows.map(({ id: _, ...table }) => [table.hash, table])) } : null;
}

/** Those of the tables whose statistics in a tree may not be what was measured now. */
export function measuredAnew(
  tables: readonly AddressedTable[],
  treeId: string,
  kept: KeptTree | null,
): readonly AddressedTable[] {
  if (kept?.id !== treeId) return tables;
  return tables.filter(({ hash, rowEstimate, sizeBytes }) => {
    const before = kept.tables.get(hash);
    return before?.rowEstimate !== rowEstimate || before.sizeBytes !== sizeBytes;
  });
}
