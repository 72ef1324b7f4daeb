import type { Snapshot } from '@portolan/contract';
import type { DataConnectionRow, EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';
import { notify, type TenantEvent } from '../notifications/index.ts';
import { diffSnapshots } from './diff-snapshots.ts';
import type { InTenant } from './in-tenant.ts';
import { readDestination } from './read-destination.ts';

interface Told {
  snapshotId: string;
  destination: string;
  contentHash: string;
}

const TOLD = `
  select snapshot_id as "snapshotId", destination, content_hash as "contentHash" from told_snapshots
  where tenant_id = ? and connection_id = ?`;
// What has changed last stays known while the connection leads where it led.
const STAYS = 'excluded.change is null and t.destination = excluded.destination';
// Whoever comes second of two has nothing to tell any more.
const MOVE = `
  insert into told_snapshots as t (connection_id, tenant_id, snapshot_id, destination, content_hash, changed_at, change)
  values (?, ?, ?, ?, ?, ?, ?::jsonb)
  on conflict (connection_id) do update set snapshot_id = excluded.snapshot_id, destination = excluded.destination,
    content_hash = excluded.content_hash, changed_at = case when ${STAYS} then t.changed_at else excluded.changed_at end,
    change = case when ${STAYS} then t.change else excluded.change end
  where t.snapshot_id is not distinct from ?::uuid
  returning connection_id`;

/**
 * Tells what has changed since the snapshot that was told of last; nothing where the connection leads elsewhere now. What
 * fails is told with the next snapshot: this one is kept already.
 */
export async function tellChange(ctx: InTenant, row: DataConnectionRow, snapshot: Snapshot): Promise<void> {
  const { services, tenant } = ctx;
  try {
    const within = <T>(work: (em: EntityManager) => Promise<T>) =>
      services.db.transaction({ tenantId: tenant.id }, work);
    const [told] = await within((em) => em.execute<Told[]>(TOLD, [tenant.id, row.id]));
    const destination = readDestination(row);
    const event = told?.destination === destination ? await changeSince(ctx, row, { told, snapshot }) : null;
    const { id, contentHash } = snapshot;
    await within(async (em) => {
      const drift = event && JSON.stringify({ ...event.change, breaking: event.breaking });
      const values = [
        row.id,
        tenant.id,
        id,
        destination,
        contentHash,
        event?.at ?? null,
        drift,
        told?.snapshotId ?? null,
      ];
      const moved = await em.execute<object[]>(MOVE, values);
      if (event && moved.length > 0) await notify(services, em, event);
    });
  } catch (err) {
    services.log.warn(
      { err, connection: row.id },
      'a changed schema could not be told; it is told with the next snapshot',
    );
  }
}

/** Null where nothing has changed, or nothing is left to compare with. */
async function changeSince(
  ctx: InTenant,
  { id, name, dbType }: DataConnectionRow,
  { told, snapshot }: { told: Told; snapshot: Snapshot },
): Promise<Extract<TenantEvent, { type: 'schema.changed' }> | null> {
  if (told.contentHash === snapshot.contentHash) return null;
  const diff = await diffSnapshots(ctx, { a: told.snapshotId, b: snapshot.id }).catch(notThere);
  if (!diff) return null;
  const [added, removed, changed] = [diff.added.length, diff.removed.length, diff.changed.length];
  if (added + removed + changed + diff.database.length === 0) return null;
  return {
    type: 'schema.changed',
    tenantId: ctx.tenant.id,
    at: snapshot.takenAt,
    connections: [{ id, name, kind: dbType }],
    breaking: diff.breaking,
    change: { previousId: told.snapshotId, snapshotId: snapshot.id, added, removed, changed },
  };
}

function notThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}
