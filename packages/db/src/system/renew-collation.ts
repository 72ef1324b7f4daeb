import type { EntityManager } from '@mikro-orm/postgresql';

const STALE = `
  select 1 from pg_collation
  where collname = 'portolan_names' and collversion is distinct from pg_collation_actual_version(oid)`;

const BY_NAME = [
  'data_connections_name',
  'data_connections_environment',
  'data_connections_status',
  'data_connections_host',
  'roles_name_key',
];

/**
 * Indexes by name hold the order of the ICU they were made with: where the server has another one now, they are made
 * anew. Answers whether they were.
 */
export async function renewCollation(em: EntityManager): Promise<boolean> {
  if ((await em.execute<unknown[]>(STALE)).length === 0) return false;
  for (const index of BY_NAME) await em.execute(`reindex index ${index}`);
  await em.execute('alter collation portolan_names refresh version');
  return true;
}
