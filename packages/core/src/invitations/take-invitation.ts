import type { AcceptInvitationInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Account } from '../auth/index.ts';
import type { Context, TenantRef } from '../context.ts';
import { mutate } from '../mutate.ts';
import type { SessionToken } from '../ports/index.ts';
import { syncAccount } from '../users/index.ts';
import { endLapsed } from './end-lapsed.ts';
import { assertStanding, findByToken, type LiveInvitation, takeToken } from './find-by-token.ts';
import { accountMadeMeanwhile, holdInvited, invitedAccount } from './invited-account.ts';

export interface TakenInvitation {
  user: Account;
  tenant: TenantRef;
  /** Works in the tenant that was joined, without naming it. */
  session: SessionToken;
}

/**
 * Accepts an invitation: takes the token, makes or proves the account, gives the membership with its role and opens a
 * session, all or nothing.
 */
export async function takeInvitation(ctx: Context, input: AcceptInvitationInput): Promise<TakenInvitation> {
  const invitation = await findByToken(ctx, input.token);
  const { row, tenant } = invitation;
  await endLapsed(ctx, invitation);
  const account = await invitedAccount(ctx, row.email, input);
  const { user } = account;
  const joined = mutate(
    ctx,
    async (em) => {
      await assertStanding(em, row);
      await takeToken(em, row, { status: 'accepted', acceptedByUserId: user.id });
      await holdInvited(em, account);
      await join(em, invitation, user.id);
      await syncAccount(em, user.id);
      const session = await ctx.services.sessions.create(em, user, ctx.request, tenant.id);
      const entry = {
        action: 'invitations:accept',
        entityType: 'invitation',
        entityId: row.id,
        tenantId: tenant.id,
      } as const;
      const details = { email: row.email, roleId: invitation.roleId, newAccount: account.isNew };
      await recordEvent(em, ctx, { ...entry, actorUserId: user.id, details });
      return session;
    },
    { scope: { tenantId: tenant.id, userId: user.id } },
  );
  const session = await joined.catch(accountMadeMeanwhile);
  return { user: { ...user, isActive: true }, tenant, session };
}

async function join(em: EntityManager, { row, roleId, tenant }: LiveInvitation, userId: string): Promise<void> {
  await em.execute(
    `insert into memberships (tenant_id, user_id, created_at) values (?, ?, now())
     on conflict do nothing`,
    [tenant.id, userId],
  );
  await em.execute(
    `insert into membership_roles (tenant_id, user_id, role_id) values (?, ?, ?) on conflict do nothing`,
    [row.tenantId, userId, roleId],
  );
}
