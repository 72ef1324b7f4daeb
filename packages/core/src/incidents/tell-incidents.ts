import { MOST_NAMED_CONNECTIONS } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { type AuditEntry, recordEvents } from '../audit/index.ts';
import { type EventConnection, type IncidentFacts, notify } from '../notifications/index.ts';
import type { ActingInTenant } from './acting.ts';

export type ChangedIncident = IncidentFacts & {
  connections: EventConnection[];
  /** It has grown by these connections: who was in it already. */
  before?: EventConnection[];
};

/** Tells of incidents those who want to know, and the audit log: the last step of the transaction that changes them. */
export async function tellIncidents(
  em: EntityManager,
  acting: ActingInTenant,
  changed: readonly ChangedIncident[],
): Promise<void> {
  if (changed.length === 0) return;
  for (const { connections, before, ...incident } of changed) {
    const type = incident.endedAt === null ? 'incident.opened' : 'incident.closed';
    const at = incident.endedAt ?? incident.startedAt;
    await notify(acting.services, em, { tenantId: acting.tenant.id, type, at, incident, connections }, before);
  }
  await recordEvents(em, acting, changed.filter(({ before }) => !before).map(eventOf));
}

function eventOf({ id, startedAt, endedAt, stage, code, team, connections: members }: ChangedIncident): AuditEntry {
  const connectionCount = members.length;
  const connections = members.slice(0, MOST_NAMED_CONNECTIONS).map((one) => ({ id: one.id, name: one.name }));
  const times = endedAt === null ? { startedAt } : { startedAt, endedAt };
  const details = { name: connections[0]?.name, ...times, stage, code, team, connections, connectionCount };
  const action = endedAt === null ? 'health:openIncident' : 'health:closeIncident';
  return { action, entityType: 'incident', entityId: id, details };
}
