import type { EntityManager } from '@portolan/db';
import type { Context, Services } from '../context.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow, eventOf } from './chain-rows.ts';
import { eventHash } from './event-hash.ts';
import { recordEvent } from './record-event.ts';
import { beginningSeal, remembersBeginning, writeSeal } from './seals.ts';

const BATCH = 5_000;

/**
 * Begins the audit log of an installation, once in its life: events from before there were chains are chained in the order
 * of their times, and every tenant gets a chain. That it was done, when and over how many events, is sealed under the key
 * and is an event itself; from then on an event outside of a chain was slipped in, a chain that is not there was taken
 * away, and neither is ever signed again. Answers how many events were signed; null where it was begun before.
 */
export async function beginChains(ctx: Context): Promise<number | null> {
  const { services } = ctx;
  const { db, keyring } = services;
  await services.storedKeys.assertOwn();
  if (await db.ownerTransaction(remembersBeginning)) return null;
  const waiting = await db.ownerTransaction((em) =>
    em.execute<{ id: string }[]>(
      `select id from (select ?::uuid as id union select id from tenants) chains
       where not exists (select from audit_chains c where c.id = chains.id)`,
      [INSTALLATION_CHAIN],
    ),
  );
  let events = 0;
  for (const { id } of waiting) events += await db.ownerTransaction((em) => beginChain(em, services, id));
  await db.ownerTransaction(async (em) => {
    await writeSeal(em, keyring, beginningSeal(new Date(), events));
    await recordEvent(em, ctx, { action: 'audit:begin', details: { events } });
  });
  return events;
}

/**
 * Whether nobody has ever worked here: no event, account, tenant or credential, and no key that a server has worked with.
 * Only then there is nothing that a log could have been taken from, whatever the database says was done to it.
 */
export async function isUntouched(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ touched: boolean }[]>(TOUCHED);
  return row?.touched === false;
}

const TOUCHED = `
  select exists (select from audit_events) or exists (select from audit_chains where seq > 0)
    or exists (select from users) or exists (select from tenants) or exists (select from data_connections)
    or exists (select from encryption_keys) as touched`;

async function beginChain(em: EntityManager, services: Pick<Services, 'keyring'>, chainId: string): Promise<number> {
  let [seq, hash] = [0, ''];
  for (;;) {
    const rows = await unchained(em, chainId);
    const { audit, id: keyId } = services.keyring.current;
    const places: { id: string; seq: number; hash: string }[] = [];
    for (const row of rows) {
      hash = await eventHash(audit, hash, eventOf(row, { seq: ++seq, keyId }));
      places.push({ id: row.id, seq, hash });
    }
    if (places.length > 0) await place(em, keyId, places);
    if (rows.length < BATCH) break;
  }
  await em.execute('insert into audit_chains (id, seq, hash) values (?, ?, ?)', [chainId, seq, hash], 'run');
  return seq;
}

function unchained(em: EntityManager, chainId: string): Promise<ChainRow[]> {
  return em.execute<ChainRow[]>(
    `select ${CHAIN_COLUMNS} from audit_events
     where tenant_id is not distinct from nullif(?::uuid, ?::uuid) and seq is null
     order by audit_events.created_at, id limit ?`,
    [chainId, INSTALLATION_CHAIN, BATCH],
  );
}

async function place(em: EntityManager, keyId: string, places: object[]): Promise<void> {
  await em.execute(
    `update audit_events e set seq = p.seq, hash = p.hash, key_id = ?
     from jsonb_to_recordset(?::jsonb) as p(id uuid, seq bigint, hash text) where e.id = p.id`,
    [keyId, JSON.stringify(places)],
    'run',
  );
}
