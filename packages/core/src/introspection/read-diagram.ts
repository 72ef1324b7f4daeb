import { DIAGRAM_MAX, type Diagram, type DiagramInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { completeDefinition, type StoredDefinition } from './complete-definition.ts';
import { fromSnapshot, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { noSnapshot } from './no-snapshot.ts';
import { requireLookedAt } from './snapshot-scope.ts';

/** Tables with the most foreign keys first: a diagram that cannot hold all shows what hangs together. */
const SCHEMA = `
  select d.definition, count(*) over ()::int as total
  from schema_tree_tables e join schema_tables d on d.hash = e.table_hash
  where e.tree_id = ? and (e.schema = ? or ?::text is null) and e.type = 'table'
  order by jsonb_array_length(d.definition->'foreignKeys') desc, e.name
  limit ${DIAGRAM_MAX}`;

/** Edges in both directions, followed for some steps from one table. */
const AROUND = `
  with recursive edges as materialized (
    select e.schema, e.name, f->'references'->>'schema' as to_schema, f->'references'->>'table' as to_name
    from schema_tree_tables e
    join schema_tables d on d.hash = e.table_hash
    cross join jsonb_array_elements(d.definition->'foreignKeys') f
    where e.tree_id = ?
  ),
  both_ways as (
    select * from edges union all select to_schema, to_name, schema, name from edges
  ),
  reached (schema, name, hops) as (
    select schema, name, 0 from schema_tree_tables where tree_id = ? and schema = ? and name = ?
    union
    select b.to_schema collate "C", b.to_name collate "C", r.hops + 1
    from reached r join both_ways b on b.schema = r.schema and b.name = r.name
    where r.hops < ?
  ),
  nearest as (select schema, name, min(hops) as hops from reached group by schema, name)
  select d.definition, count(*) over ()::int as total
  from nearest n
  join schema_tree_tables e on e.tree_id = ? and e.schema = n.schema and e.name = n.name
  join schema_tables d on d.hash = e.table_hash
  order by n.hops, e.schema, e.name
  limit ${DIAGRAM_MAX}`;

/** The tables of a diagram, from the latest snapshot; without one there is nothing to draw from. */
export async function readDiagram(ctx: TenantContext, input: DiagramInput): Promise<Diagram> {
  const diagram = await fromSnapshot(ctx, input.id, (em, snapshot) => read(em, snapshot, input));
  return diagram ?? noSnapshot();
}

async function read(
  em: EntityManager,
  snapshot: LatestSnapshot,
  { schema, table, hops = 1 }: DiagramInput,
): Promise<Diagram> {
  if (schema !== undefined) requireLookedAt(snapshot, schema);
  const { treeId } = snapshot;
  const rows = await (table === undefined || schema === undefined
    ? em.execute<Row[]>(SCHEMA, [treeId, schema ?? null, schema ?? null])
    : em.execute<Row[]>(AROUND, [treeId, treeId, schema, table, hops, treeId]));
  const tables = rows.map((row) => completeDefinition(row.definition));
  return { tables, total: rows[0]?.total ?? 0, snapshot: refOf(snapshot) };
}

interface Row {
  definition: StoredDefinition;
  total: number;
}
