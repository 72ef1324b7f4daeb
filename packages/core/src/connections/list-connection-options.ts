import type { ConnectionOption } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { TenantContext } from '../context.ts';

const OPTIONS = `
  select id, name, db_type as "dbType" from data_connections
  where tenant_id = ? and deleted_at is null order by ${byName('name')}, id`;

/** Id, name and kind of every connection of the tenant, by name: what a picker needs. */
export function listConnectionOptions(ctx: TenantContext): Promise<ConnectionOption[]> {
  const tenantId = ctx.tenant.id;
  return ctx.services.db.transaction({ tenantId }, (em) => em.execute<ConnectionOption[]>(OPTIONS, [tenantId]));
}
