import type { RecordedAction } from '@portolan/contract';
import type { Caller, ConnectionTarget } from '@portolan/drivers';
import { type Act, beginAct, endAct } from '../audit/index.ts';
import { refusedTest, requireConnection, targetOf } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { whileAllowed } from '../while-allowed.ts';
import { knownFailure, publicFailure } from './public-failure.ts';

/** One reading of a live database: of which saved connection, by which verb. */
export interface Reading<T> {
  id: string;
  action: RecordedAction & `introspection:${string}`;
  /** Ends it; by default the caller who leaves, or may not have it any more. */
  signal?: AbortSignal | undefined;
  /** What the audit log tells of the result. */
  found?: (result: T) => Record<string, unknown>;
}

/**
 * Opens a saved connection for charting, once the audit log has it: a database that fails is an error with its diagnosis
 * and its stages. In none of them is a word of the server: whoever may chart holds no credential, and the words may.
 */
export async function withTarget<T>(
  ctx: TenantContext,
  { id, action, signal, found }: Reading<T>,
  chart: (target: ConnectionTarget, caller: Caller) => Promise<T>,
): Promise<T> {
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, id));
  const { name, dbType, host, port } = row;
  const act: Act = { action, entityType: 'connection', entityId: row.id, details: { name, dbType, host, port } };
  await beginAct(ctx, act);
  const target = await targetOf(ctx.services.keyring, row);
  try {
    if ('code' in target) throw new AppError(target.code, target.message, { stages: refusedTest(target).stages });
    const open = (until: AbortSignal) => chart(target, { tenant: ctx.tenant.id, signal: until });
    const result = await (signal ? open(signal) : whileAllowed(ctx, open));
    await endAct(ctx, act, 'success', found?.(result));
    return result;
  } catch (error) {
    const known = knownFailure(error);
    // What its caller asked for was wrong, or the database failed; who lost the right to ask writes no more.
    const told = known instanceof AppError && (known.stages || known.code === 'VALIDATION_ERROR');
    if (told) await endAct(ctx, act, 'failure', { code: known.code });
    throw publicFailure(known);
  }
}
