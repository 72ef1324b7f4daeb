import { type EntityManager, SessionEntity } from '@portolan/db';
import { takeAccountTurn } from '../turns.ts';

/** Ends the sessions of a user, all or all but one: their tokens and cookies are dead from the next request on. */
export async function endSessions(em: EntityManager, userId: string, except?: string): Promise<number> {
  // Nothing that the account does begins before they are gone, and what it has begun ends first.
  await takeAccountTurn(em, userId);
  return em.nativeDelete(SessionEntity, { userId, ...(except ? { id: { $ne: except } } : {}) });
}
