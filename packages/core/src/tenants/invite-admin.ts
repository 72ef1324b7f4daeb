import type { AdminInvitation, InviteAdminInput } from '@portolan/contract';
import { type EntityManager, RoleEntity } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { CallerContext } from '../context.ts';
import { AppError } from '../errors.ts';
import {
  alreadyInvited,
  countLinkMail,
  deliverInvitation,
  inviterOf,
  type Written,
  writeInvitation,
} from '../invitations/index.ts';
import { mutate } from '../mutate.ts';
import { hasActiveAdmin } from '../roles/admins.ts';
import { requireTenant } from './find-tenant.ts';

/**
 * Invites a Tenant Admin into a tenant that has none: its first invitation ran out, or its people left. Where there is an
 * active admin, whom to let in is theirs to say.
 */
export async function inviteAdmin(ctx: CallerContext, input: InviteAdminInput): Promise<AdminInvitation> {
  const invited = await mutate(
    ctx,
    async (em, held) => {
      const tenant = await requireTenant(em, input.slug);
      if (tenant.status !== 'active') throw new AppError('CONFLICT', `Tenant '${tenant.slug}' is not active`);
      await assertLeaderless(em, tenant.id);
      await revokeAdminInvitations(em, tenant.id);
      const written = await writeAdminInvitation(em, ctx, tenant.id, input.email);
      const details = { slug: tenant.slug, email: input.email };
      const entity = { entityType: 'tenant', entityId: tenant.id, tenantId: tenant.id };
      await recordEvent(em, held, { action: 'tenants:inviteAdmin', ...entity, details });
      return { tenant, written };
    },
    { scope: 'owner' },
  ).catch(alreadyInvited(input.email));
  return sendAdminLink(ctx, invited.tenant, invited.written);
}

export async function writeAdminInvitation(
  em: EntityManager,
  ctx: CallerContext,
  tenantId: string,
  email: string,
): Promise<Written> {
  const admin = await em.findOneOrFail(RoleEntity, { tenantId, key: 'admin' });
  await countLinkMail(ctx.services, email);
  return writeInvitation(em, { tenantId, email, roleId: admin.id, ...inviterOf(ctx.principal, 'operator') });
}

export async function sendAdminLink(
  ctx: CallerContext,
  tenant: { name: string },
  { row, token }: Written,
): Promise<AdminInvitation> {
  const { id, email, expiresAt } = row;
  const named = { tenantName: tenant.name, roleName: 'Tenant Admin', inviter: ctx.principal.email };
  const acceptUrl = await deliverInvitation(ctx.services, { token, email, expiresAt, ...named });
  return { id, email, expiresAt: expiresAt.toISOString(), acceptUrl };
}

async function assertLeaderless(em: EntityManager, tenantId: string): Promise<void> {
  if (await hasActiveAdmin(em, tenantId)) {
    throw new AppError('CONFLICT', 'This tenant has an active admin, who can invite others');
  }
}

/** An older link for the same purpose must not stay good beside the new one. */
async function revokeAdminInvitations(em: EntityManager, tenantId: string): Promise<void> {
  await em.execute(
    `update invitations i set status = 'revoked', updated_at = now() from roles r
     where i.tenant_id = ? and i.status = 'pending' and r.tenant_id = i.tenant_id and r.id = i.role_id and r.key = 'admin'`,
    [tenantId],
  );
}
