import type { Services } from '../context.ts';

/** Takes away what is long over. For an hour it still says of itself that it is too old, or used. */
export async function sweepHandOvers({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction({}, (em) => em.execute('select sweep_hand_overs()'));
}
