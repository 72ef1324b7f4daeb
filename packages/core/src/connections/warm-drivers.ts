import type { ConnectionKind } from '@portolan/contract';
import type { Services } from '../context.ts';

const KINDS = 'select distinct db_type as kind from data_connections where deleted_at is null order by 1';

/** Has the drivers load what the kinds in use need, in whatever tenant, before anybody waits for it. Dials nobody. */
export async function warmDrivers({ db, drivers }: Pick<Services, 'db' | 'drivers'>): Promise<void> {
  const rows = await db.ownerTransaction((em) => em.execute<{ kind: ConnectionKind }[]>(KINDS));
  await drivers.warm(rows.map(({ kind }) => kind));
}
