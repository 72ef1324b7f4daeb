import { type EntityManager, SessionEntity } from '@portolan/db';

/** Ends the sessions of a user, all or all but one: their tokens and cookies are dead from the next request on. */
export async function endSessions(em: EntityManager, userId: string, except?: string): Promise<number> {
  return em.nativeDelete(SessionEntity, { userId, ...(except ? { id: { $ne: except } } : {}) });
}
