import type { Context, Principal } from '../context.ts';
import type { AppError } from '../errors.ts';
import { recordEvent } from './record-event.ts';

/** Writes the event of a refusal, after the transaction of what was refused has been taken back. */
export async function recordRefusal(
  ctx: Context & { principal: Principal | null },
  action: string,
  error: AppError,
): Promise<void> {
  const tenant = ctx.principal?.tenant ?? undefined;
  const entity = error.entity ? { entityType: error.entity.type, entityId: error.entity.id } : {};
  const details = { code: error.code, message: error.message };
  const entry = { action, outcome: 'denied', ...entity, details } as const;
  await ctx.services.db.transaction({ tenantId: tenant?.id }, (em) =>
    recordEvent(em, tenant ? { ...ctx, tenant } : ctx, entry),
  );
}
