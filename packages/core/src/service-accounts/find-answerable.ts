import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { invalid } from '../errors.ts';

/** Who is to answer for a service account: a person who is an active member, and stays one until the transaction ends. */
export async function findAnswerable(em: EntityManager, ctx: TenantContext, ownerId: string): Promise<string> {
  const [member] = await em.execute<{ id: string }[]>(
    `select m.user_id as id from memberships m join users u on u.id = m.user_id and u.email is not null
     where m.tenant_id = ? and m.user_id = ? and m.is_active for key share of m`,
    [ctx.tenant.id, ownerId],
  );
  if (!member) throw invalid('ownerId', 'The owner must be a person who is an active member of this tenant');
  return member.id;
}
