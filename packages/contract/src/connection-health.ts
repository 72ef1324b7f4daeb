import { DiagnosisCode, Stage, Team } from './diagnosis.ts';
import {
  CHECK_INTERVAL_MAX,
  CHECK_INTERVAL_MIN,
  DEGRADED_REASONS,
  HEALTH_STATUSES,
  HEALTH_WINDOWS,
  type HealthWindowName,
  STRIPS_MAX,
} from './health-facts.ts';
import { Id, Timestamp } from './text.ts';
import * as z from './zod.ts';

export const HealthStatus = z.enum(HEALTH_STATUSES);
export type HealthStatus = z.infer<typeof HealthStatus>;
export const DegradedReason = z.enum(DEGRADED_REASONS);
export type DegradedReason = z.infer<typeof DegradedReason>;
export const HealthWindow = z.enum(Object.keys(HEALTH_WINDOWS) as [HealthWindowName, ...HealthWindowName[]]);
export type HealthWindow = z.infer<typeof HealthWindow>;

const interval = z.int().check(z.minimum(CHECK_INTERVAL_MIN), z.maximum(CHECK_INTERVAL_MAX));

/** Whether and how often a connection is checked. */
export const Monitoring = z.strictObject({ enabled: z.boolean(), intervalSeconds: z.int() });
export type Monitoring = z.infer<typeof Monitoring>;

/** What a connection has of its own: the rest, or with null all of it, is as the tenant has it. */
export const MonitoringInput = z.nullable(
  z.strictObject({ enabled: z.optional(z.boolean()), intervalSeconds: z.optional(interval) }),
);
export type MonitoringInput = z.infer<typeof MonitoringInput>;

/** For all connections of a tenant that have no settings of their own; warehouses have an interval of theirs. */
export const MonitoringDefaults = z.strictObject({
  enabled: z.boolean(),
  intervalSeconds: z.int(),
  warehouseIntervalSeconds: z.int(),
});
export type MonitoringDefaults = z.infer<typeof MonitoringDefaults>;
export const SetMonitoringDefaultsInput = z.strictObject({
  enabled: z.boolean(),
  intervalSeconds: interval,
  warehouseIntervalSeconds: interval,
});
export type SetMonitoringDefaultsInput = z.infer<typeof SetMonitoringDefaultsInput>;

/** A part of the time that was measured, 0 to 1; null where nothing was. */
const share = z.nullable(z.number());
const milliseconds = z.nullable(z.int());

/** As a list shows it. */
export const ConnectionHealth = z.strictObject({
  status: HealthStatus,
  since: z.nullable(Timestamp),
  uptime24h: share,
});
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;

const latency = z.strictObject({ p50: milliseconds, p95: milliseconds });
const windowed = <T extends z.core.$ZodType>(each: T) =>
  z.strictObject({ '1h': each, '24h': each, '7d': each, '30d': each });

/** What is known of one connection. `p50` and `p95` are those of 24 hours, in milliseconds. */
export const HealthDetail = z.strictObject({
  status: HealthStatus,
  since: z.nullable(Timestamp),
  /** Why it is degraded; empty otherwise. */
  reasons: z.array(DegradedReason),
  lastCheckAt: z.nullable(Timestamp),
  lastSuccessAt: z.nullable(Timestamp),
  nextCheckAt: z.nullable(Timestamp),
  latencyMs: milliseconds,
  uptime: windowed(share),
  p50: milliseconds,
  p95: milliseconds,
  latency: windowed(latency),
  code: z.optional(DiagnosisCode),
  stage: z.optional(Stage),
  message: z.optional(z.string()),
  remedy: z.optional(z.string()),
  team: z.optional(Team),
  monitoring: Monitoring,
  /** Whether the connection has no settings of its own. */
  monitoringIsDefault: z.boolean(),
  certificate: z.optional(z.strictObject({ subject: z.string(), expiresAt: Timestamp })),
});
export type HealthDetail = z.infer<typeof HealthDetail>;

export const HealthHistoryInput = z.strictObject({ id: Id, window: z.optional(HealthWindow) });
export type HealthHistoryInput = z.infer<typeof HealthHistoryInput>;

/** A step of a history, from `at` on. A status of null is a gap: nobody has measured, which is neither up nor down. */
export const HealthPoint = z.strictObject({
  at: Timestamp,
  status: z.nullable(z.enum(['healthy', 'degraded', 'unreachable'])),
  uptime: share,
  p50: milliseconds,
  p95: milliseconds,
});
export type HealthPoint = z.infer<typeof HealthPoint>;
export const HealthHistory = z.strictObject({
  window: HealthWindow,
  stepSeconds: z.int(),
  points: z.array(HealthPoint),
});
export type HealthHistory = z.infer<typeof HealthHistory>;

export const HealthStripsInput = z.strictObject({
  ids: z.array(Id).check(z.minLength(1), z.maxLength(STRIPS_MAX, `At most ${STRIPS_MAX} connections at a time`)),
});
export type HealthStripsInput = z.infer<typeof HealthStripsInput>;

/** The last 24 hours of connections from `from` on, a letter a step (see `STRIP_LETTERS`): as a history, and short. */
export const HealthStrips = z.strictObject({
  from: Timestamp,
  stepSeconds: z.int(),
  strips: z.array(z.strictObject({ id: Id, cells: z.string().check(z.regex(/^[hdu-]{48}$/)) })),
});
export type HealthStrips = z.infer<typeof HealthStrips>;

/** A connection that needs somebody's attention. */
export const AilingConnection = z.strictObject({
  id: Id,
  name: z.string(),
  status: HealthStatus,
  since: z.nullable(Timestamp),
  reasons: z.array(DegradedReason),
  uptime24h: share,
  code: z.optional(DiagnosisCode),
  stage: z.optional(Stage),
  message: z.optional(z.string()),
  remedy: z.optional(z.string()),
  team: z.optional(Team),
});
export type AilingConnection = z.infer<typeof AilingConnection>;

/** A tenant's connections by their health, and the ailing ones, the worst and the newest first, some hundred at most. */
export const HealthSummary = z.strictObject({
  total: z.int(),
  healthy: z.int(),
  degraded: z.int(),
  unreachable: z.int(),
  unknown: z.int(),
  ailing: z.array(AilingConnection),
});
export type HealthSummary = z.infer<typeof HealthSummary>;
