import type { EntityManager } from '@portolan/db';

/**
 * An account lives as long as one of its memberships, in whatever tenant, is active; an operator's always. No tenant
 * can shut somebody out of another.
 */
export async function syncAccount(em: EntityManager, userId: string): Promise<void> {
  await em.execute('select sync_account(?)', [userId]);
}
