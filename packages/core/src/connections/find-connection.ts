import { DataConnectionEntity, type DataConnectionRow, type EntityManager, FOR_UPDATE } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';

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
  const lock = options.forUpdate ? { lockMode: FOR_UPDATE } : {};
  const row = await em.findOne(DataConnectionEntity, where, lock);
  if (row) return row;
  throw await notInTenant(em, ctx, { type: 'connection', id });
}
