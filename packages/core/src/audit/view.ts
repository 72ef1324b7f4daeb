import type { AuditEvent } from '@portolan/contract';

export type AuditEventView = Omit<AuditEvent, 'createdAt'> & { createdAt: Date | string };

export function toAuditEvent(row: AuditEventView): AuditEvent {
  return {
    id: row.id,
    seq: row.seq,
    action: row.action,
    outcome: row.outcome,
    actorUserId: row.actorUserId,
    actorEmail: row.actorEmail,
    actorApiKeyId: row.actorApiKeyId,
    entityType: row.entityType,
    entityId: row.entityId,
    details: row.details,
    requestId: row.requestId,
    address: row.address,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}
