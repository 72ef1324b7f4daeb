import { type ConnectionIdInput, OVERVIEW_MOST, type Overview } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { fromSnapshot, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { noSnapshot } from './no-snapshot.ts';

/** All of it in one walk over the tables: however many there are, it is one statement. */
const OVERVIEW = `
  with t as materialized (
    select e.schema, e.name, e.type, e.comment, e.row_estimate, e.size_bytes,
           d.definition->>'primaryKey' is not null as has_key, d.definition->'foreignKeys' as keys
    from schema_tree_tables e join schema_tables d on d.hash = e.table_hash
    where e.tree_id = ?
  ),
  keyless as (select schema, name from t where type = 'table' and not has_key),
  mute as (select schema, name from t where type = 'table' and coalesce(comment, '') = ''),
  pointed as (
    select t.schema, t.name, count(*)::int as n
    from (
      select f->'references'->>'schema' collate "C" as schema, f->'references'->>'table' collate "C" as name
      from t cross join lateral jsonb_array_elements(t.keys) f
    ) r
    join t on t.schema = r.schema and t.name = r.name
    group by 1, 2
  )
  select
    (select count(*)::int from t where type = 'table') as tables,
    (select count(*)::int from t where type = 'view') as views,
    (select columns from schema_trees where id = ?) as columns,
    (select coalesce(jsonb_agg(b), '[]') from (
      select schema, name as "table", row_estimate as "rowEstimate", size_bytes as "sizeBytes" from t
      where type = 'table' and coalesce(size_bytes, row_estimate) > 0
      order by size_bytes desc nulls last, row_estimate desc nulls last, schema, name limit ${OVERVIEW_MOST}) b) as biggest,
    (select coalesce(jsonb_agg(p), '[]') from (
      select schema, name as "table", n as "references" from pointed
      order by n desc, schema, name limit ${OVERVIEW_MOST}) p) as "mostReferenced",
    ${some('keyless')} as "withoutPrimaryKey",
    ${some('mute')} as "withoutComment",
    (
      select jsonb_build_object('at', c.taken_at, 'before', b.id, 'after', c.id)
      from (
        select s.id, s.taken_at from schema_snapshots s
        where s.connection_id = ? and s.tree_id <> ? order by s.taken_at desc, s.id limit 1
      ) b
      cross join lateral (
        select s.id, s.taken_at from schema_snapshots s
        where s.connection_id = ? and s.tree_id = ? and s.taken_at >= b.taken_at order by s.taken_at, s.id limit 1
      ) c
    ) as "lastChange"`;

function some(from: string): string {
  return `(select jsonb_build_object(
      'total', (select count(*) from ${from}),
      'first', (select coalesce(jsonb_agg(jsonb_build_object('schema', f.schema, 'table', f.name)), '[]')
                from (select * from ${from} order by schema, name limit ${OVERVIEW_MOST}) f)))`;
}

type Row = Omit<Overview, 'snapshot'>;

/** What there is to know of a whole database at a glance, by its latest snapshot. */
export async function readOverview(ctx: TenantContext, { id }: ConnectionIdInput): Promise<Overview> {
  return (await fromSnapshot(ctx, id, (em, snapshot) => read(em, id, snapshot))) ?? noSnapshot();
}

async function read(em: EntityManager, connectionId: string, snapshot: LatestSnapshot): Promise<Overview> {
  const { treeId } = snapshot;
  const values = [treeId, treeId, connectionId, treeId, connectionId, treeId];
  const [row] = (await em.execute<Row[]>(OVERVIEW, values)) as [Row];
  const { lastChange } = row;
  return {
    ...row,
    lastChange: lastChange && { ...lastChange, at: new Date(lastChange.at).toISOString() },
    snapshot: refOf(snapshot),
  };
}
