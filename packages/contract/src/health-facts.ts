// What is known of the health of connections without any schema.

/** The worst first: in this order lists sort by it. `unknown`: nobody has looked, or not lately. */
export const HEALTH_STATUSES = ['unreachable', 'degraded', 'unknown', 'healthy'] as const;

/** Why a connection that works is called degraded. */
export const DEGRADED_REASONS = ['slow', 'certificate', 'warning'] as const;

/** How far back a history goes, in seconds, and how long one of its points is. */
export const HEALTH_WINDOWS = {
  '1h': { seconds: 3_600, step: 300 },
  '24h': { seconds: 86_400, step: 1_800 },
  '7d': { seconds: 604_800, step: 3_600 },
  '30d': { seconds: 2_592_000, step: 21_600 },
  '90d': { seconds: 7_776_000, step: 86_400 },
} as const;
export type HealthWindowName = keyof typeof HEALTH_WINDOWS;

/** The last 24 hours in a list: half an hour a letter, the oldest first; `-` is a gap. */
export const HEALTH_STRIP = { cells: 48, step: 1_800 } as const;
export const STRIP_LETTERS = { h: 'healthy', d: 'degraded', u: 'unreachable', '-': null } as const;
export const STRIPS_MAX = 100;

/** How often a connection may be checked, in seconds. */
export const CHECK_INTERVAL_MIN = 30;
export const CHECK_INTERVAL_MAX = 86_400;

/** What holds for a tenant that has not chosen otherwise: warehouses are looked at more rarely. */
export const MONITORING_DEFAULTS = { enabled: true, intervalSeconds: 300, warehouseIntervalSeconds: 3_600 } as const;

/** The most connections that are told of one incident or event by name; how many there are is told beside them. */
export const MOST_NAMED_CONNECTIONS = 50;

/** An incident is open until its last connection works again; acknowledged, once somebody has said so meanwhile. */
export const INCIDENT_STATUSES = ['open', 'acknowledged', 'closed'] as const;
