import type { CreateInvitationInput, SentInvitation } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from '../roles/assert-grantable.ts';
import { permissionsOf, requireRole } from '../roles/find-role.ts';
import { countLinkMail } from './count-link-mail.ts';
import { deliverInvitation } from './deliver-invitation.ts';
import { toSentInvitation } from './view.ts';
import { alreadyInvited, inviterOf, writeInvitation } from './write-invitation.ts';

/** Invites an address into a role that holds nothing its inviter lacks. The role is assigned when it is accepted. */
export async function createInvitation(ctx: TenantContext, input: CreateInvitationInput): Promise<SentInvitation> {
  const { tenant, services } = ctx;
  const tenantId = tenant.id;
  const written = await mutate(ctx, async (em, held) => {
    const role = await requireRole(em, held, input.roleId, 'keep');
    assertGrantable(held, await permissionsOf(em, tenantId, role.id), { type: 'role', id: role.id });
    await assertNoMember(em, tenantId, input.email);
    const wanted = { tenantId, email: input.email, roleId: role.id, ...inviterOf(held.principal, 'member') };
    const { row, token } = await writeInvitation(em, wanted);
    await countLinkMail(services, row.email);
    const details = { email: row.email, roleId: role.id };
    await recordEvent(em, held, { action: 'invitations:create', entityType: 'invitation', entityId: row.id, details });
    return { row, token, roleName: role.name };
  }).catch(alreadyInvited(input.email));
  const { row, token, roleName } = written;
  const { email, expiresAt } = row;
  const delivery = { token, email, roleName, expiresAt, tenantName: tenant.name, inviter: ctx.principal.email };
  return toSentInvitation(row, await deliverInvitation(services, delivery));
}

async function assertNoMember(em: EntityManager, tenantId: string, email: string): Promise<void> {
  const [member] = await em.execute<{ active: boolean }[]>(
    `select m.is_active as active from users u join memberships m on m.user_id = u.id and m.tenant_id = ?
     where account_key(u.email) = account_key(?)`,
    [tenantId, email],
  );
  if (!member) return;
  const what = member.active ? 'is a member of this tenant already' : 'is a deactivated member: activate them instead';
  throw new AppError('CONFLICT', `${email} ${what}`, {
    details: [{ path: 'email', code: 'member', message: 'A member already' }],
  });
}
