import type { MyTenant, TenantOfInput } from '@portolan/contract';
import type { CallerContext } from '../context.ts';
import { listMyTenants } from './list-my-tenants.ts';

/** Nobody belongs to more; whoever does finds what lies in the first ones by name. */
const MOST = 100;

/**
 * Which of the caller's tenants has a connection: an address that names no tenant leads there. Null where none of them
 * does, whether another tenant has it or not; each is asked by itself, so that no row of others is ever looked at.
 */
export async function findTenantOf(ctx: CallerContext, { connectionId }: TenantOfInput): Promise<MyTenant | null> {
  const { items } = await listMyTenants(ctx, { page: 1, limit: MOST });
  for (const tenant of items) {
    const [row] = await ctx.services.db.transaction({ tenantId: tenant.id }, (em) =>
      em.execute('select from data_connections where tenant_id = ? and id = ? and deleted_at is null', [
        tenant.id,
        connectionId,
      ]),
    );
    if (row) return tenant;
  }
  return null;
}
