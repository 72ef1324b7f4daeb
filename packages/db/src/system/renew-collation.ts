import type { EntityManager } from '@mikro-orm/postgresql';

const STALE = `
  select 1 from pg_collation
  where collname = 'portolan_names' and collversion is distinct from pg_collation_actual_version(oid)`;

/**
 * Indexes by name hold the order of the ICU they were made with: where the server has another one now, they are made
 * anew. Answers whether they were.
 */
export async function renewCollation(em: EntityManager): Promise<boolean> {
  if ((await em.execute<unknown[]>(STALE)).length === 0) return false;
  await em.execute('reindex index data_connections_name');
  await em.execute('reindex index roles_name_key');
  await em.execute('alter collation portolan_names refresh version');
  return true;
}
