import { KEY_USE_ADDRESSES } from '@portolan/contract';
import type { Services } from '../context.ts';
import { Lately } from './lately.ts';

export interface KeyUse {
  tenantId: string;
  apiKeyId: string;
  generation: number;
  address: string;
}

const EVERY_MS = 60_000;
const lately = new Lately(EVERY_MS);
/** Longer than any address; what stands in its place is a proxy's own invention. */
const LONGEST_ADDRESS = 64;

const DAY = `(now() at time zone 'UTC')::date`;
/** An address that is one too many for its day counts as one of the rest. */
const NOTE = `
  insert into api_key_uses (tenant_id, api_key_id, day, address, generation)
  select k.tenant_id, k.id, ${DAY}, case when (
      select count(distinct u.address) from api_key_uses u
      where u.api_key_id = k.id and u.day = ${DAY} and u.address not in (?, '')
    ) < ${KEY_USE_ADDRESSES} then ? else '' end, ?::int
  from api_keys k where k.id = ?
  on conflict (api_key_id, day, address, generation) do update set last_at = now()
    where api_key_uses.last_at <= now() - interval '1 minute'`;
/** What the key is doing right now holds its row: no reason to wait, the next use notes it. */
const MARK = `
  update api_keys set last_used_at = now() where id = (
    select id from api_keys
    where id = ? and (last_used_at is null or last_used_at <= now() - interval '1 minute')
    for no key update skip locked)`;

/**
 * Keeps when and where a key was used: at most one write a minute for each key, secret and address, however often it is
 * used and by however many processes. Nobody waits for it.
 */
export function noteUse({ db, background }: Services, { tenantId, apiKeyId, generation, address }: KeyUse): void {
  const from = address.slice(0, LONGEST_ADDRESS);
  if (!lately.isFirst(`${apiKeyId} ${generation} ${from}`)) return;
  const noted = db.transaction({ tenantId }, async (em) => {
    await em.execute(NOTE, [from, from, generation, apiKeyId], 'run');
    await em.execute(MARK, [apiKeyId], 'run');
  });
  background(noted, 'the use of an API key could not be noted');
}
