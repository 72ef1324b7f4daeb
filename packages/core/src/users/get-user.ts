import type { TenantUser, UserIdInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { type MemberRow, memberStatement, toTenantUser } from './member-statement.ts';

export async function getUser(ctx: TenantContext, input: UserIdInput): Promise<TenantUser> {
  const { db } = ctx.services;
  const [row] = await db.read<MemberRow>(memberStatement, [ctx.tenant.id, input.id]);
  if (row) return toTenantUser(row);
  throw await db.transaction({ tenantId: ctx.tenant.id }, (em) => notInTenant(em, ctx, { type: 'user', id: input.id }));
}
