import type { ConnectionOption } from '@portolan/contract';
import { DataConnectionEntity } from '@portolan/db';
import type { TenantContext } from '../context.ts';

/** Id, name and kind of every connection of the tenant, by name: what a picker needs. */
export function listConnectionOptions(ctx: TenantContext): Promise<ConnectionOption[]> {
  const tenantId = ctx.tenant.id;
  return ctx.services.db.transaction({ tenantId }, async (em) => {
    const options = { fields: ['id', 'name', 'dbType'], orderBy: { name: 'asc', id: 'asc' } } as const;
    const rows = await em.find(DataConnectionEntity, { tenantId, deletedAt: null }, options);
    return rows.map(({ id, name, dbType }) => ({ id, name, dbType }));
  });
}
