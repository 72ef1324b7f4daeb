import type { InvitationIdInput, SentInvitation } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from '../roles/assert-grantable.ts';
import { permissionsOf, requireRole } from '../roles/find-role.ts';
import { countLinkMail } from './count-link-mail.ts';
import { deliverInvitation } from './deliver-invitation.ts';
import { requireOpenInvitation } from './find-invitation.ts';
import { toSentInvitation } from './view.ts';
import { alreadyInvited, expiry, inviterOf } from './write-invitation.ts';

/** Sends an invitation again, with a new token and a new expiry: the old link is dead from now on. */
export async function resendInvitation(ctx: TenantContext, input: InvitationIdInput): Promise<SentInvitation> {
  const { tenant, principal, services } = ctx;
  const tenantId = tenant.id;
  let email = '';
  const written = await mutate(ctx, async (em, held) => {
    const row = await requireOpenInvitation(em, held, input.id);
    email = row.email;
    if (!row.roleId) throw new AppError('CONFLICT', 'The role of this invitation was deleted; invite anew');
    const role = await requireRole(em, held, row.roleId, 'keep');
    // The role may have grown since: whoever sends it again vouches for it from now on.
    assertGrantable(held, await permissionsOf(em, tenantId, role.id), { type: 'role', id: role.id });
    const { token, tokenHash } = await newLinkToken();
    Object.assign(row, inviterOf(held.principal, 'member'), {
      tokenHash,
      status: 'pending',
      expiresAt: expiry(),
      updatedAt: new Date(),
    });
    await em.flush();
    await countLinkMail(services, row.email);
    const details = { email: row.email, roleId: role.id };
    await recordEvent(em, held, { action: 'invitations:resend', entityType: 'invitation', entityId: row.id, details });
    return { row, token, roleName: role.name };
  }).catch((error) => alreadyInvited(email)(error));
  const { row, token, roleName } = written;
  const delivery = {
    token,
    email,
    roleName,
    expiresAt: row.expiresAt,
    tenantName: tenant.name,
    inviter: principal.email,
  };
  return toSentInvitation(row, await deliverInvitation(services, delivery));
}
