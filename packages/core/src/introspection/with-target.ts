import { type Caller, type ConnectionTarget, DiagnosisError } from '@portolan/drivers';
import { refusedTest, requireConnection, targetOf } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { whileAllowed } from '../while-allowed.ts';

/**
 * Opens a saved connection for charting: a database that fails is an error with its diagnosis and its stages. The work
 * ends when `signal` fires, by default when the caller leaves or may not have it any more.
 */
export async function withTarget<T>(
  ctx: TenantContext,
  id: string,
  chart: (target: ConnectionTarget, caller: Caller) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { db, keyring } = ctx.services;
  const row = await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, id));
  const target = await targetOf(keyring, row);
  if ('code' in target) throw new AppError(target.code, target.message, { stages: refusedTest(target).stages });
  try {
    const open = (until: AbortSignal) => chart(target, { tenant: ctx.tenant.id, signal: until });
    return await (signal ? open(signal) : whileAllowed(ctx, open));
  } catch (error) {
    if (error instanceof DiagnosisError) throw new AppError(error.code, error.message, { stages: error.stages });
    throw error;
  }
}
