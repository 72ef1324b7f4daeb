import { type EntityManager, FOR_UPDATE, MembershipEntity } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { notInTenant } from '../not-in-tenant.ts';

/** The membership of a user in the tenant, locked until the transaction ends. */
export async function requireMember(em: EntityManager, ctx: TenantContext, userId: string) {
  const where = { tenantId: ctx.tenant.id, userId };
  const member = await em.findOne(MembershipEntity, where, { lockMode: FOR_UPDATE });
  if (!member) throw await notInTenant(em, ctx, { type: 'user', id: userId });
  const service = await em.execute('select from service_accounts where user_id = ?', [userId]);
  if (service.length > 0)
    throw new AppError('CONFLICT', 'This is a service account: it is managed among the service accounts', {
      entity: { type: 'service_account', id: userId },
    });
  return member;
}

/** Nobody ends their own access: it would be noticed when it is too late to undo. */
export function assertNotSelf(ctx: TenantContext, userId: string, what: string): void {
  if (userId.toLowerCase() !== ctx.principal.userId) return;
  throw new AppError('CONFLICT', `You cannot ${what} yourself; ask another admin of this tenant`);
}
