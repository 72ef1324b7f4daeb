import type { EntityManager } from '@portolan/db';

/** The address of an account, as the log tells of it when its membership is gone. */
export async function emailOf(em: EntityManager, userId: string): Promise<string | null> {
  const [account] = await em.execute<{ email: string | null }[]>('select account_email(?) as email', [userId]);
  return account?.email ?? null;
}
