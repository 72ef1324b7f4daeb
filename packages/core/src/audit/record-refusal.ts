import type { AuditAction } from '@portolan/contract';
import type { Context, Principal } from '../context.ts';
import type { AppError } from '../errors.ts';
import type { Access } from '../right.ts';
import { recordEvent } from './record-event.ts';

/** What was refused, by the name that it would have had as a success, and whom it is for. */
export interface RefusedAct {
  action: string;
  access: Access | undefined;
}

/** Reaching over the wall between tenants is one thing in the log, whatever was reached with. */
const CROSS_TENANT = 'access.cross_tenant_denied';

/**
 * Writes the event of a refusal, after the transaction of what was refused has been taken back: to the log that its
 * success would have gone to.
 */
export async function recordRefusal(
  ctx: Context & { principal: Principal | null },
  { action, access }: RefusedAct,
  error: AppError,
): Promise<void> {
  const tenant = access === 'tenant' ? (ctx.principal?.tenant ?? undefined) : undefined;
  const entity = error.entity ? { entityType: error.entity.type, entityId: error.entity.id } : {};
  const details = { code: error.code, message: error.message, ...(error.crossTenant ? { procedure: action } : {}) };
  // A test of the router holds the name of every procedure against the catalogue.
  const named = error.crossTenant ? CROSS_TENANT : (action as AuditAction);
  const entry = { action: named, outcome: 'denied', ...entity, details } as const;
  await ctx.services.db.transaction({ tenantId: tenant?.id }, (em) =>
    recordEvent(em, tenant ? { ...ctx, tenant } : ctx, entry),
  );
}
