import type { Services } from '../context.ts';
import { idArray } from '../id-array.ts';
import { clearTables } from './clear-snapshots.ts';

/** Takes all snapshots of connections out of a tenant's database, and the definitions that only they held. */
export async function forgetSnapshots(services: Services, slug: string, connectionIds: string[]): Promise<void> {
  await services.tenantDatabases.transaction(slug, async (em) => {
    const run = (table: string) =>
      em.execute(`delete from ${table} where connection_id = any(?::uuid[])`, [idArray(connectionIds)], 'run');
    await run('schema_snapshots');
    await run('schema_trees');
    await clearTables(em);
  });
}
