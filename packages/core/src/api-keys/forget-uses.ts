import { KEY_USE_DAYS } from '@portolan/contract';
import type { Services } from '../context.ts';

const FORGET = `
  delete from api_key_uses where ctid in (
    select ctid from api_key_uses where day < (now() at time zone 'UTC')::date - ${KEY_USE_DAYS} limit 10000)`;

/** Takes away where keys were used longer ago than that is kept. */
export async function forgetKeyUses({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.ownerTransaction((em) => em.execute(FORGET, [], 'run'));
}
