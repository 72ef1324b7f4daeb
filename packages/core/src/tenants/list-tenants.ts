import { type ListTenantsInput, type TenantPage, toPage } from '@portolan/contract';
import { TenantEntity } from '@portolan/db';
import type { CallerContext } from '../context.ts';
import { toTenant } from './view.ts';

/** All tenants of the installation, deleted ones included: the operator's view. */
export function listTenants(ctx: CallerContext, input: ListTenantsInput): Promise<TenantPage> {
  const { page, pageSize, offset } = toPage(input);
  return ctx.services.db.transaction({}, async (em) => {
    const orderBy = { createdAt: 'desc', id: 'asc' } as const;
    const [rows, total] = await em.findAndCount(TenantEntity, {}, { orderBy, limit: pageSize, offset });
    return { items: rows.map(toTenant), total, page, limit: pageSize };
  });
}
