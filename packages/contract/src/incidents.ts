import { HealthSummary } from './connection-health.ts';
import { DiagnosisCode, Stage, Team } from './diagnosis.ts';
import { INCIDENT_STATUSES } from './health-facts.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Id, Timestamp } from './text.ts';
import * as z from './zod.ts';

export const IncidentStatus = z.enum(INCIDENT_STATUSES);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

/**
 * Connections that failed at the same moment, from the first check that failed to the first that went well of the last of
 * them. The cause is that of the one it began with; `team` is who can do something about it.
 */
export const Incident = z.strictObject({
  id: Id,
  startedAt: Timestamp,
  endedAt: z.nullable(Timestamp),
  status: IncidentStatus,
  /** Those that failed first, by what they are called now, some dozens at most. */
  connections: z.array(z.strictObject({ id: Id, name: z.string() })),
  /** All that it is about. */
  connectionCount: z.int(),
  stage: z.nullable(Stage),
  code: z.nullable(DiagnosisCode),
  message: z.nullable(z.string()),
  remedy: z.nullable(z.string()),
  team: z.nullable(Team),
  /** The address of whoever did. */
  acknowledgedBy: z.nullable(z.string()),
  acknowledgedAt: z.nullable(Timestamp),
});
export type Incident = z.infer<typeof Incident>;

export const ListIncidentsInput = z.strictObject({
  ...pagingShape,
  status: z.optional(IncidentStatus),
  team: z.optional(Team),
  /** Those that a connection was in. */
  connectionId: z.optional(Id),
});
export type ListIncidentsInput = z.infer<typeof ListIncidentsInput>;
export const IncidentPage = limitedPageOf(Incident);
export type IncidentPage = z.infer<typeof IncidentPage>;

export const IncidentIdInput = z.strictObject({ id: Id });
export type IncidentIdInput = z.infer<typeof IncidentIdInput>;

/** How a tenant's connections are now: told first, and whenever it has changed. */
export const HealthNews = z.strictObject({
  summary: HealthSummary,
  /** Incidents that have not ended. */
  openIncidents: z.int(),
  /** The newest of them, some dozens at most. */
  incidents: z.array(Incident),
  /** Another number whenever what `attention` tells has changed. */
  attention: z.int(),
});
export type HealthNews = z.infer<typeof HealthNews>;
