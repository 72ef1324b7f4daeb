import type { Snapshot } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { clearSnapshots } from './clear-snapshots.ts';

const AGAIN = `
  insert into schema_snapshots (id, connection_id, tree_id, taken_at, taken_by_user_id, ms, scope, login, warnings)
  select ?::uuid, connection_id, tree_id, ?::timestamptz, ?::uuid, ms, scope, login, warnings
  from schema_snapshots where id = ? returning id`;

/** The same snapshot as of now, once a reading has just found that nothing is otherwise. */
export async function takeAgain(ctx: TenantContext, snapshot: Snapshot): Promise<Snapshot> {
  const { services, tenant, principal } = ctx;
  const again = {
    ...snapshot,
    id: crypto.randomUUID(),
    takenAt: new Date().toISOString(),
    takenByUserId: principal.userId,
  };
  return services.tenantDatabases.transaction(tenant.slug, async (em) => {
    const values = [again.id, again.takenAt, again.takenByUserId, snapshot.id];
    const made = await em.execute<object[]>(AGAIN, values);
    if (made.length === 0) return snapshot;
    await clearSnapshots(em, snapshot.connectionId);
    return again;
  });
}
