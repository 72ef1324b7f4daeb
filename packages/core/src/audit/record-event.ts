import { AuditEventEntity, type EntityManager } from '@portolan/db';
import type { Context, Principal, TenantRef } from '../context.ts';

export interface AuditEntry {
  /** `feature:verb`, as `connections:create`. */
  action: string;
  outcome?: 'success' | 'denied';
  entityType?: string;
  entityId?: string;
  /** What changed or was asked for; never a secret. */
  details?: Record<string, unknown>;
  /** Where the actor is not the caller: a sign-in has none before it succeeds. */
  actorUserId?: string;
  /** Where the event belongs to another tenant than the caller's. */
  tenantId?: string;
}

type Acting = Context & { principal?: Principal | null; tenant?: TenantRef };

/** Writes the audit event of a change inside its transaction: without the event there is no change. */
export async function recordEvent(em: EntityManager, ctx: Acting, entry: AuditEntry): Promise<void> {
  await em.insert(AuditEventEntity, {
    id: crypto.randomUUID(),
    tenantId: entry.tenantId ?? ctx.tenant?.id ?? null,
    actorUserId: entry.actorUserId ?? ctx.principal?.userId ?? null,
    action: entry.action,
    outcome: entry.outcome ?? 'success',
    entityType: entry.entityType ?? null,
    entityId: entry.entityId ?? null,
    details: entry.details ?? null,
    requestId: ctx.request.id,
    address: ctx.request.address,
    createdAt: new Date(),
  });
}
