import type { Pool, PoolClient } from 'pg';

/**
 * Keeps a pool and this process whole when the server ends connections that are at work. The query builder gives one back
 * only after a COMMIT or ROLLBACK that succeeds, which a dead one never answers: it would take a place of the pool for
 * ever. And pg has nobody listen to a connection between handing it out and the first use of it: an error just then
 * would end the process.
 */
export function healPool(pool: Pool): void {
  const out = new Set<PoolClient>();
  pool.on('acquire', (client) => out.add(client));
  pool.on('release', (_error, client) => out.delete(client));
  pool.on('connect', (client) => {
    client.on('error', () => {});
    client.once('end', () => {
      if (!out.has(client)) return;
      client.release(true);
      client.release = () => {};
    });
  });
}
