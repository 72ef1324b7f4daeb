import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import type { Keyring } from '../ports/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { INSTALLATION_CHAIN } from './chain.ts';

/** `begun`: the log of this installation was begun, once. `cut`: a chain goes on behind this event, the rest is archived. */
export type SealKind = 'begun' | 'cut';

/** Of a beginning `seq` is how many events it signed, and `hash` when that was; older ones say neither. */
export interface Seal {
  kind: SealKind;
  chainId: string;
  seq: number;
  hash: string;
}

export type SealRow = Seal & { keyId: string; mac: string };

export const SEAL_COLUMNS = 'kind, chain_id as "chainId", seq::float8 as seq, hash, key_id as "keyId", mac';

/** Whether a key of this installation has sealed it, and not somebody with the database alone. */
export async function isGenuine(keyring: Keyring, { keyId, mac, ...seal }: SealRow): Promise<boolean> {
  const key = keyring.find(keyId);
  return key !== undefined && mac === (await macOf(key.audit, seal));
}

/** Seals under the current key; what was sealed of the same kind before gives way. */
export async function writeSeal(em: EntityManager, keyring: Keyring, seal: Seal): Promise<void> {
  const { id, audit } = keyring.current;
  await em.execute(
    `insert into audit_seals (kind, chain_id, seq, hash, key_id, mac) values (?, ?, ?, ?, ?, ?)
     on conflict (kind, chain_id) do update
     set seq = excluded.seq, hash = excluded.hash, key_id = excluded.key_id, mac = excluded.mac`,
    [seal.kind, seal.chainId, seal.seq, seal.hash, id, await macOf(audit, seal)],
    'run',
  );
}

/** All seals that are genuine, anew under the current key. */
export async function renewSeals(em: EntityManager, keyring: Keyring): Promise<void> {
  const rows = await em.execute<SealRow[]>(`select ${SEAL_COLUMNS} from audit_seals where key_id <> ? for update`, [
    keyring.current.id,
  ]);
  for (const row of rows) if (await isGenuine(keyring, row)) await writeSeal(em, keyring, row);
}

/** Whether this database remembers that its audit log was begun, genuinely or not. */
export async function remembersBeginning(em: EntityManager): Promise<boolean> {
  return (await em.execute<object[]>("select from audit_seals where kind = 'begun' limit 1")).length > 0;
}

export function beginningSeal(at: Date, events: number): Seal {
  return { kind: 'begun', chainId: INSTALLATION_CHAIN, seq: events, hash: at.toISOString() };
}

export const NOT_BEGUN =
  'the audit logs were never begun: after an upgrade from a version without signed logs run portolan audit begin once; otherwise somebody took away what says so';

export interface Beginning {
  /** Null where it was begun by a version that did not note it. */
  at: string | null;
  /** How many events were there already, and are vouched for from then on only. */
  events: number;
}

/** When the logs of this installation were begun, if one of its keys says so. */
export async function readBeginning({ db, keyring }: Pick<Services, 'db' | 'keyring'>): Promise<Beginning | null> {
  const rows = await db.ownerTransaction((em) =>
    em.execute<SealRow[]>(`select ${SEAL_COLUMNS} from audit_seals where kind = 'begun'`),
  );
  for (const row of rows) if (await isGenuine(keyring, row)) return { at: row.hash || null, events: row.seq };
  return null;
}

const encoder = new TextEncoder();

async function macOf(key: CryptoKey, { kind, chainId, seq, hash }: Seal): Promise<string> {
  const text = `sealed\n${canonicalJson({ kind, chainId, seq, hash })}`;
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
