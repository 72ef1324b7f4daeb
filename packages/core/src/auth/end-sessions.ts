import { type EntityManager, SessionEntity } from '@portolan/db';
import { takeAccountTurn } from '../turns.ts';

/** Ends the sessions of a user, all or all but one: their tokens and cookies are dead from the next request on. */
export async function endSessions(em: EntityManager, userId: string, except?: string): Promise<number> {
  // What the account has begun ends first. Who also changes its row takes this turn before that.
  await takeAccountTurn(em, userId);
  // What was approved and is not yet a session never becomes one.
  await em.execute('select end_hand_overs(?)', [userId]);
  return em.nativeDelete(SessionEntity, { userId, ...(except ? { id: { $ne: except } } : {}) });
}
