import { type EntityManager, FOR_UPDATE, InvitationEntity, type InvitationRow } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { statusOf } from './view.ts';

/** An invitation of the tenant that can still be sent again or revoked, locked until the transaction ends. */
export async function requireOpenInvitation(em: EntityManager, ctx: TenantContext, id: string): Promise<InvitationRow> {
  const lock = { lockMode: FOR_UPDATE };
  const row = await em.findOne(InvitationEntity, { id, tenantId: ctx.tenant.id }, lock);
  if (!row) throw await notInTenant(em, ctx, { type: 'invitation', id });
  const status = statusOf(row);
  if (status === 'pending' || status === 'expired') return row;
  throw new AppError('CONFLICT', `This invitation was ${status} already`);
}
