import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow, eventOf } from './chain-rows.ts';
import { eventHash } from './event-hash.ts';

const BATCH = 5_000;

/**
 * Chains the events that were written before there were chains, in the order of their times. Only where no chain has
 * begun yet: an event that turns up outside of a chain later on was slipped in, and stays visible as such.
 */
export async function beginChains(services: Pick<Services, 'db' | 'keyring'>): Promise<void> {
  const { db } = services;
  const waiting = await db.ownerTransaction((em) =>
    em.execute<{ id: string }[]>(
      `select distinct coalesce(tenant_id, ?) as id from audit_events e
       where seq is null and not exists (select from audit_chains c where c.id = coalesce(e.tenant_id, ?))`,
      [INSTALLATION_CHAIN, INSTALLATION_CHAIN],
    ),
  );
  for (const { id } of waiting) await db.ownerTransaction((em) => beginChain(em, services, id));
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
