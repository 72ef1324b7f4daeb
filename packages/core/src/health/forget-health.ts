import type { Services } from '../context.ts';
import { idArray } from '../id-array.ts';

const TABLES = ['health_samples', 'health_5m', 'health_1h'];

/** Takes all that is known of how connections have been out of a tenant's database. */
export async function forgetHealth(services: Services, slug: string, connectionIds: string[]): Promise<void> {
  await services.tenantDatabases.transaction(slug, async (em) => {
    const rows = await em.execute<{ number: number }[]>(
      'delete from health_connections where connection_id = any(?::uuid[]) returning number',
      [idArray(connectionIds)],
    );
    if (rows.length === 0) return;
    const numbers = `{${rows.map(({ number }) => number).join(',')}}`;
    for (const table of TABLES) {
      await em.execute(`delete from ${table} where connection = any(?::int[])`, [numbers], 'run');
    }
  });
}
