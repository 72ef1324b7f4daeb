import type { Pool, PoolClient } from 'pg';

/**
 * Gives a connection back to its pool when the server ends it in the middle of a transaction. The query builder does so
 * only after a COMMIT or ROLLBACK that succeeds, which a dead connection never answers: each one that is killed at work
 * would take a place of the pool for ever.
 */
export function healPool(pool: Pool): void {
  const out = new Set<PoolClient>();
  pool.on('acquire', (client) => out.add(client));
  pool.on('release', (_error, client) => out.delete(client));
  pool.on('connect', (client) =>
    client.once('end', () => {
      if (!out.has(client)) return;
      client.release(true);
      client.release = () => {};
    }),
  );
}
