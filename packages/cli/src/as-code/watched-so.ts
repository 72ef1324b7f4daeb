import type { Connection, MonitoringDefaults } from '@portolan/contract';
import type { ConnectionFields } from './desired.ts';

interface Defaults {
  /** What a config wants for the tenant; undefined where it says nothing. */
  desired: MonitoringDefaults | undefined;
  present: MonitoringDefaults | null;
}

const WAREHOUSES: ReadonlySet<string> = new Set(['databricks', 'snowflake']);

/** How a connection is watched that has nothing of its own. */
export function usualMonitoring(kind: Connection['dbType'], defaults: MonitoringDefaults): Connection['monitoring'] {
  const { enabled, intervalSeconds, warehouseIntervalSeconds } = defaults;
  return { enabled, intervalSeconds: WAREHOUSES.has(kind) ? warehouseIntervalSeconds : intervalSeconds };
}

/**
 * Whether a connection is watched as a config wants it. A hub tells how it is watched, not which part of that is its own:
 * where the defaults are about to change, only saying it again makes sure.
 */
export function isWatchedSo(
  { dbType, monitoring }: Connection,
  wanted: ConnectionFields['monitoring'] & (object | null),
  { desired, present }: Defaults,
): boolean {
  if (!present || (desired && JSON.stringify(pick(desired)) !== JSON.stringify(pick(present)))) return false;
  const usual = usualMonitoring(dbType, present);
  const { enabled, intervalSeconds } = wanted ?? usual;
  const isSame = (one: unknown, other: unknown) => one === undefined || one === other;
  return isSame(enabled, monitoring.enabled) && isSame(intervalSeconds, monitoring.intervalSeconds);
}

const pick = ({ enabled, intervalSeconds, warehouseIntervalSeconds }: MonitoringDefaults) => [
  enabled,
  intervalSeconds,
  warehouseIntervalSeconds,
];
