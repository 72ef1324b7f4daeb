import {
  type ConnectionIdInput,
  type DiagnosisCode,
  type SnapshotSchedule,
  usualSnapshotRefresh,
} from '@portolan/contract';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';

interface Row {
  nextAt: Date | string | null;
  lastAt: Date | string | null;
  outcome: NonNullable<SnapshotSchedule['last']>['outcome'];
  code: DiagnosisCode | null;
  message: string | null;
}

const ONE = `
  select next_at as "nextAt", last_at as "lastAt", last_outcome as outcome, last_code as code, last_message as message
  from snapshot_schedules where connection_id = ? and tenant_id = ?`;

/** How often the schema of a connection is read by itself, when next, and what came of it the last time. */
export function getSchedule(ctx: TenantContext, { id }: ConnectionIdInput): Promise<SnapshotSchedule> {
  return ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const { snapshotRefresh, dbType } = await requireConnection(em, ctx, id);
    const [row] = await em.execute<Row[]>(ONE, [id, ctx.tenant.id]);
    if (!row) throw new Error('A connection has its schedule as soon as it is there');
    const { nextAt, lastAt, outcome, code, message } = row;
    const why = { ...(code ? { code } : {}), ...(message ? { message } : {}) };
    return {
      every: snapshotRefresh ?? usualSnapshotRefresh(dbType),
      isDefault: (snapshotRefresh ?? null) === null,
      nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
      last: lastAt === null ? null : { at: new Date(lastAt).toISOString(), outcome, ...why },
    };
  });
}
