import type { ServiceAccount, ServiceAccountIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { type AccountRow, accountStatement, toServiceAccount } from './account-statement.ts';

export async function getServiceAccount(ctx: TenantContext, { id }: ServiceAccountIdInput): Promise<ServiceAccount> {
  const { db } = ctx.services;
  const [row] = await db.read<AccountRow>(accountStatement, [ctx.tenant.id, id]);
  if (row) return toServiceAccount(row);
  throw await db.transaction({ tenantId: ctx.tenant.id }, (em) =>
    notInTenant(em, ctx, { type: 'service_account', id }),
  );
}
