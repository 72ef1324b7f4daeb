import type { EntityManager } from '@portolan/db';

/**
 * An account lives as long as one of its memberships, in whatever tenant, is active; an operator's always. No tenant
 * can shut somebody out of another. The transaction must be in the scope of that user, or it sees one tenant only.
 */
export async function syncAccount(em: EntityManager, userId: string): Promise<void> {
  await em.execute(
    `update users set is_active = wanted.active, updated_at = now()
     from (select is_operator or exists (select from memberships m where m.user_id = u.id and m.is_active) as active
           from users u where u.id = ?) wanted
     where id = ? and is_active <> wanted.active`,
    [userId, userId],
  );
}
