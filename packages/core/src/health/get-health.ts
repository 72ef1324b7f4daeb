import type { ConnectionIdInput, HealthDetail } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { HEALTH_NOW, requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { type DetailRow, detailOf } from './detail.ts';
import { MONITOR_COLUMNS } from './monitor-row.ts';
import { readWindows } from './read-windows.ts';

const ONE = `
  select ${MONITOR_COLUMNS}, ${HEALTH_NOW} as "statusNow", m.enabled, m.next_check_at as "nextCheckAt",
    m.last_check_at as "lastCheckAt", m.last_code as code, m.last_stage as stage, m.last_message as message,
    m.last_remedy as remedy, m.last_team as team
  from connection_monitors m where m.connection_id = ? and m.tenant_id = ?`;

/** How a connection is, since when and why, and how it has been. */
export async function getHealth(ctx: TenantContext, { id }: ConnectionIdInput): Promise<HealthDetail> {
  const { db, tenantDatabases } = ctx.services;
  const row = await db.transaction({ tenantId: ctx.tenant.id }, (em) => readRow(em, ctx, id));
  const now = Math.ceil(Date.now() / 1_000);
  return detailOf(row, await tenantDatabases.transaction(ctx.tenant.slug, (em) => readWindows(em, id, now)));
}

async function readRow(em: EntityManager, ctx: TenantContext, id: string): Promise<DetailRow> {
  const connection = await requireConnection(em, ctx, id);
  const [row] = await em.execute<Omit<DetailRow, 'isDefault'>[]>(ONE, [id, ctx.tenant.id]);
  if (!row) throw new Error('A connection is watched as soon as it is there');
  const { monitoringEnabled, monitoringInterval } = connection;
  return { ...row, isDefault: (monitoringEnabled ?? null) === null && (monitoringInterval ?? null) === null };
}
