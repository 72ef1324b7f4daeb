import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { invalid } from '../errors.ts';

/** An owner as the row keeps it. Whoever is no member, or no person, owns nothing; a member stays one until the transaction ends. */
export async function findOwner(
  em: EntityManager,
  ctx: TenantContext,
  ownerId: string | null | undefined,
): Promise<string | null> {
  if (!ownerId) return null;
  const [member] = await em.execute<{ id: string }[]>(
    `select m.user_id as id from memberships m join users u on u.id = m.user_id and u.email is not null
     where m.tenant_id = ? and m.user_id = ? for key share of m`,
    [ctx.tenant.id, ownerId],
  );
  if (!member) throw invalid('ownerId', 'The owner must be a member of this tenant');
  return member.id;
}
