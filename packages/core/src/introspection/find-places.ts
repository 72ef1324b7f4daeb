import type { FindPlacesInput, FoundPlace } from '@portolan/contract';
import { DataConnectionEntity } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { readDestination } from './read-destination.ts';

const MOST = 6;

/**
 * By names alone, and no more than fit under the line that is typed: nothing is counted, and comments are not looked at,
 * so that an answer over ten thousand tables is there before the next letter. The shortest name is the nearest one: what
 * is called so and nothing else comes first. Columns are put in order before it is looked up whose they are: most texts
 * are in the names of far more of them than are shown.
 */
const find = (matches: (name: string) => string) => `
  with wanted as (select id, destination from jsonb_to_recordset(?::jsonb) as w (id uuid, destination text)),
  latest as materialized (
    select w.id, l.tree_id from wanted w
    cross join lateral (
      select s.tree_id from schema_snapshots s join schema_trees t on t.id = s.tree_id
      where s.connection_id = w.id and t.destination = w.destination
      order by s.taken_at desc, s.id limit 1
    ) l
  ),
  tables as (
    select l.id as "connectionId", e.schema, e.name as "table", null as "column"
    from latest l join schema_tree_tables e on e.tree_id = l.tree_id
    where ${matches('e.name')}
    order by length(e.name), e.schema, e.name, l.id limit ${MOST}
  ),
  columns as (
    select l.id as "connectionId", e.schema, e.name as "table", c.name as "column"
    from (
      select table_hash, position, name, length(name) as length from schema_columns
      where ${matches('name')}
      order by length, table_hash, position
    ) c
    join schema_tree_tables e on e.table_hash = c.table_hash
    join latest l on l.tree_id = e.tree_id
    order by c.length, c.table_hash, c.position, e.schema, e.name, l.id limit ${MOST}
  )
  select * from tables union all select * from columns`;

const FIND = find((name) => `${name} collate "default" ilike ?`);
/** Letters of ASCII are told from their capitals without the language, several times as fast. */
const FIND_PLAIN = find((name) => `lower(${name} collate "C") like lower(?)`);
const PLAIN = /^[\x20-\x7e]*$/;

/** Tables, then columns, whose names have the text in them: in the latest snapshot of where each connection points now. */
export async function findPlaces(ctx: TenantContext, input: FindPlacesInput): Promise<FoundPlace[]> {
  const tenantId = ctx.tenant.id;
  const connections = await ctx.services.db.transaction({ tenantId }, (em) =>
    em.find(DataConnectionEntity, { tenantId, deletedAt: null }),
  );
  const wanted = connections.map((row) => ({ id: row.id, destination: readDestination(row) }));
  const text = input.query.trim();
  const inside = likePattern(text) ?? '%';
  const statement = PLAIN.test(text) ? FIND_PLAIN : FIND;
  const rows = await ctx.services.tenantDatabases.transaction(ctx.tenant.slug, (em) =>
    em.execute<Omit<FoundPlace, 'connectionName'>[]>(statement, [JSON.stringify(wanted), inside, inside]),
  );
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, connectionName: names.get(row.connectionId) ?? '' }));
}
