import type { MonitoringDefaults } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

const COPY = `
  insert into monitoring_defaults as d (tenant_id, enabled, interval_seconds, warehouse_interval_seconds)
  values (?::uuid, ?, ?, ?)
  on conflict (tenant_id) do update set enabled = excluded.enabled, interval_seconds = excluded.interval_seconds,
    warehouse_interval_seconds = excluded.warehouse_interval_seconds
  where (d.enabled, d.interval_seconds, d.warehouse_interval_seconds) is distinct from
    (excluded.enabled, excluded.interval_seconds, excluded.warehouse_interval_seconds)`;

/** Has the plan of all connections of a tenant go by these defaults; where it does already, nothing is changed. */
export async function copyDefaults(em: EntityManager, tenantId: string, defaults: MonitoringDefaults): Promise<void> {
  const { enabled, intervalSeconds, warehouseIntervalSeconds } = defaults;
  await em.execute(COPY, [tenantId, enabled, intervalSeconds, warehouseIntervalSeconds], 'run');
}
