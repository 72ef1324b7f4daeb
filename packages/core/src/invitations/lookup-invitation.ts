import type { InvitationPreview, InvitationTokenInput } from '@portolan/contract';
import { RoleEntity } from '@portolan/db';
import { findAccountId } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { assertStanding, findByToken } from './find-by-token.ts';

/** What the bearer of a link is invited to, and whether they will need a new account. */
export async function lookupInvitation(ctx: Context, input: InvitationTokenInput): Promise<InvitationPreview> {
  const { row, roleId, tenant } = await findByToken(ctx, input.token);
  return ctx.services.db.transaction({ tenantId: tenant.id }, async (em) => {
    await assertStanding(em, row);
    const role = await em.findOneOrFail(RoleEntity, { id: roleId, tenantId: tenant.id });
    return {
      email: row.email,
      tenant: { id: tenant.id, name: tenant.name },
      role: { name: role.name },
      expiresAt: row.expiresAt.toISOString(),
      accountExists: (await findAccountId(em, row.email)) !== null,
    };
  });
}
