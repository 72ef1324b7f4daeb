import type { HealthStatus } from '@portolan/contract';
import type { DataConnectionRow, EntityManager } from '@portolan/db';

/** What a view shows of how a connection is watched. Times may come as text. */
export interface HealthColumns {
  monitorEnabled: boolean;
  monitorInterval: number;
  healthStatus: HealthStatus;
  healthSince: Date | string | null;
  uptime24h: number | null;
}

/** A status is worth as much as the plan is kept; see `health_of`. */
export const HEALTH_NOW = 'health_of(m.status, m.next_check_at, m.interval_seconds)';

/** Of a row `m` of connection_monitors. */
export const HEALTH_COLUMNS = `
  m.enabled as "monitorEnabled", m.interval_seconds as "monitorInterval", ${HEALTH_NOW} as "healthStatus",
  case when ${HEALTH_NOW} = m.status then m.status_since else m.next_check_at end as "healthSince",
  m.uptime_24h as "uptime24h"`;

const ONE = `select ${HEALTH_COLUMNS} from connection_monitors m where m.connection_id = ? and m.tenant_id = ?`;

/** A row with what is known of its health, in the transaction that reads or has just written it. */
export async function withHealth(
  em: EntityManager,
  row: DataConnectionRow,
): Promise<DataConnectionRow & HealthColumns> {
  const [health] = await em.execute<HealthColumns[]>(ONE, [row.id, row.tenantId]);
  if (!health) throw new Error('A connection is watched as soon as it is there');
  return { ...row, ...health };
}
