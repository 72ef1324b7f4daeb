import type { EntityManager } from '@portolan/db';
import type { AddressedTable } from '@portolan/drivers';

/**
 * The database takes the page apart: this process reads none of it. A definition that is known already is only marked
 * as seen, so that nothing clears it away before the snapshot is written.
 */
const STORE = `
  with page as materialized (
    select t.ordinality, t.value as measured, t.value - 'rowEstimate' - 'sizeBytes' as definition
    from jsonb_array_elements(?::jsonb) with ordinality t
  ),
  hashed as materialized (select *, sha256(convert_to(definition::text, 'UTF8')) as hash from page),
  known as (update schema_tables s set seen_at = now() from hashed h where s.hash = h.hash returning s.hash),
  added as (
    insert into schema_tables (hash, definition)
    select distinct on (hash) hash, definition from hashed where hash not in (select hash from known)
    order by hash
    on conflict (hash) do update set seen_at = now()
    returning hash, definition
  ),
  columns as (
    insert into schema_columns (table_hash, position, name, native_type, type, comment)
    select a.hash, (c->>'position')::int, c->>'name', c->>'nativeType', c->>'type', c->>'comment'
    from added a cross join jsonb_array_elements(a.definition->'columns') c
    on conflict do nothing
  )
  select definition->>'schema' as schema, definition->>'name' as name, definition->>'type' as type,
         definition->>'kind' as kind, definition->>'comment' as comment,
         (measured->>'rowEstimate')::float8 as "rowEstimate", (measured->>'sizeBytes')::float8 as "sizeBytes",
         jsonb_array_length(definition->'columns') as columns, encode(hash, 'hex') as hash
  from hashed
  order by ordinality`;

/** Keeps the definitions of a page of tables, a JSON array of `MeasuredTable`, each once for each state it was in. */
export function storeTables(em: EntityManager, json: string): Promise<AddressedTable[]> {
  return em.execute<AddressedTable[]>(STORE, [json]);
}
