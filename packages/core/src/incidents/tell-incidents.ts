import type { ConnectionKind } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { type AuditEntry, recordEvents } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import type { ActingInTenant } from './acting.ts';

/** An incident that has just begun, or, with an end, has just ended. */
export interface ChangedIncident {
  id: string;
  startedAt: string;
  endedAt: string | null;
  stage: string | null;
  code: string | null;
  message: string | null;
  remedy: string | null;
  team: string | null;
  connections: { id: string; name: string; kind: ConnectionKind }[];
}

/** Tells of incidents those who want to know, and the audit log: the last step of the transaction that changes them. */
export async function tellIncidents(
  em: EntityManager,
  acting: ActingInTenant,
  changed: readonly ChangedIncident[],
): Promise<void> {
  if (changed.length === 0) return;
  for (const { connections, ...incident } of changed) {
    const type = incident.endedAt === null ? 'incident.opened' : 'incident.closed';
    const at = incident.endedAt ?? incident.startedAt;
    await notify(acting.services, em, { tenantId: acting.tenant.id, type, at, incident, connections });
  }
  await recordEvents(em, acting, changed.map(eventOf));
}

function eventOf({ id, startedAt, endedAt, stage, code, team, connections: members }: ChangedIncident): AuditEntry {
  const connections = members.map((one) => ({ id: one.id, name: one.name }));
  const times = endedAt === null ? { startedAt } : { startedAt, endedAt };
  const details = { name: connections[0]?.name, ...times, stage, code, team, connections };
  const action = endedAt === null ? 'health:openIncident' : 'health:closeIncident';
  return { action, entityType: 'incident', entityId: id, details };
}
