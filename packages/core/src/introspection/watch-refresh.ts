import type { ConnectionIdInput, RefreshProgress } from '@portolan/contract';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';

/**
 * How far the refresh of a connection is, as it goes; waits for the next one where none is running. Who may not watch is
 * refused before it begins.
 */
export async function watchRefresh(
  ctx: TenantContext,
  { id }: ConnectionIdInput,
): Promise<AsyncIterable<RefreshProgress>> {
  const { db, refreshes } = ctx.services;
  await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, id));
  return refreshes.watch({ tenantId: ctx.tenant.id, id }, ctx.request.signal);
}
