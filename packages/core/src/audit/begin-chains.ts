import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow, eventOf } from './chain-rows.ts';
import { eventHash } from './event-hash.ts';
import { beginningSeal, remembersBeginning, writeSeal } from './seals.ts';

const BATCH = 5_000;

/**
 * Begins the audit log of an installation, once in its life: events from before there were chains are chained in the order
 * of their times, and every tenant gets a chain. That it was done is sealed under the key; from then on an event outside
 * of a chain was slipped in, a chain that is not there was taken away, and neither is ever signed again. False where it
 * was begun before.
 */
export async function beginChains(services: Pick<Services, 'db' | 'keyring'>): Promise<boolean> {
  const { db, keyring } = services;
  if (await db.ownerTransaction(remembersBeginning)) return false;
  const waiting = await db.ownerTransaction((em) =>
    em.execute<{ id: string }[]>(
      `select id from (select ?::uuid as id union select id from tenants) chains
       where not exists (select from audit_chains c where c.id = chains.id)`,
      [INSTALLATION_CHAIN],
    ),
  );
  for (const { id } of waiting) await db.ownerTransaction((em) => beginChain(em, services, id));
  await db.ownerTransaction((em) => writeSeal(em, keyring, beginningSeal()));
  return true;
}

/** Whether nobody has ever worked here: there is nothing yet that a log could have been taken from. */
export async function isUnused(em: EntityManager): Promise<boolean> {
  return (await em.execute<object[]>('select from users limit 1')).length === 0;
}

async function beginChain(em: EntityManager, services: Pick<Services, 'keyring'>, chainId: string): Promise<void> {
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
