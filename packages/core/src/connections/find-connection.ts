import { DataConnectionEntity, type DataConnectionRow, type EntityManager, LockMode } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';

export interface FindOptions {
  /** Locks the row until the transaction ends, so that changes to it happen one after the other. */
  forUpdate?: boolean;
  /** Looks among the deleted instead. */
  deleted?: boolean;
}

/** A connection of the tenant: 403 when the id belongs to another tenant, 404 when it is nowhere. */
export async function requireConnection(
  em: EntityManager,
  ctx: TenantContext,
  id: string,
  options: FindOptions = {},
): Promise<DataConnectionRow> {
  const where = { id, tenantId: ctx.tenant.id, deletedAt: options.deleted ? { $ne: null } : null };
  const lock = options.forUpdate ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {};
  const row = await em.findOne(DataConnectionEntity, where, lock);
  if (row) return row;
  const [answer] = await em.execute<{ foreign: boolean }[]>('select connection_is_foreign(?) as "foreign"', [id]);
  if (answer?.foreign) {
    const entity = { type: 'connection', id };
    throw new AppError('FORBIDDEN', 'This connection belongs to another tenant', { entity });
  }
  throw new AppError('NOT_FOUND', 'Connection not found');
}
