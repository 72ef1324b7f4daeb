import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { type Attestation, beginMac, continueMac, MARK_DIGITS, STRETCH } from './attestation.ts';
import { ATTESTATIONS } from './attestation-statements.ts';
import { AttestedWalk } from './attested-walk.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow, eventOf } from './chain-rows.ts';
import { eventHash } from './event-hash.ts';

export interface AttestedChain {
  /** Events that the current key vouches for from now on. */
  attested: number;
  /** The first event that is not as it was written, or whose key is not configured: nothing vouches for it and what follows. */
  brokenAt: number | null;
}

type Keys = Pick<Services, 'db' | 'keyring'>;

/**
 * Has the current key vouch for all events of a chain that were written under others, a stretch and a transaction at a
 * time. Events themselves stay as they are, and with them every hash that was noted down elsewhere. What is not as it was
 * written is never vouched for. May be cut short anywhere and run again.
 */
export async function attestChain(
  services: Keys,
  chainId: string,
  onProgress: (events: number) => void = () => {},
): Promise<AttestedChain> {
  let attested = 0;
  for (let after = 0; ; ) {
    const done = await services.db.ownerTransaction((em) => attestNext(em, services, chainId, after));
    if (done === null) return { attested, brokenAt: null };
    if ('brokenAt' in done) return { attested, brokenAt: done.brokenAt };
    attested += done.to - done.from + 1;
    onProgress(done.to - done.from + 1);
    after = done.to;
  }
}

type Step = { from: number; to: number } | { brokenAt: number } | null;

async function attestNext(em: EntityManager, { keyring }: Keys, chainId: string, after: number): Promise<Step> {
  const { id: keyId, audit: key } = keyring.current;
  const [next] = await em.execute<{ seq: number }[]>(nextOf(chainId), [after, keyId, chainId, keyId]);
  if (!next) return null;
  const [former] = await em.execute<Attestation[]>(ATTESTATIONS, [chainId, next.seq - 1, 1]);
  const stretch = rangeOf(next.seq, former);
  const rows = await em.execute<ChainRow[]>(rowsOf(chainId), [stretch.from - 1, stretch.to]);
  // What the key speaks for itself needs nobody to vouch for it: a stretch ends with an event of another.
  const links = rows.filter(({ seq }) => (seq ?? 0) >= stretch.from);
  const to =
    former?.from === stretch.from ? stretch.to : (links.findLast((row) => row.keyId !== keyId)?.seq ?? next.seq);
  const before = rows.find(({ seq }) => seq === stretch.from - 1)?.hash ?? '';
  const start = { chainId, from: stretch.from, to, before };
  const walk = new AttestedWalk(keyring, chainId, async (end) => (former && former.to > end ? [former] : []));

  let mac = await beginMac(key, start);
  let marks = '';
  let last = { seq: stretch.from - 1, hash: before };
  for (const row of links.slice(0, to - stretch.from + 1)) {
    if (!(await isSound(keyring, walk, row, last))) return { brokenAt: last.seq + 1 };
    mac = await continueMac(key, mac, row);
    marks += mac.slice(0, MARK_DIGITS);
    last = { seq: last.seq + 1, hash: row.hash ?? '' };
  }
  if (last.seq !== to) return { brokenAt: last.seq + 1 };
  await em.execute(WRITE, [chainId, start.from, to, keyId, marks, mac], 'run');
  return { from: start.from, to };
}

/** An attestation is renewed as it is; other events get one up to where the next begins. */
function rangeOf(seq: number, former: Attestation | undefined): { from: number; to: number } {
  if (former && former.from <= seq) return { from: former.from, to: former.to };
  return { from: seq, to: Math.min(seq + STRETCH - 1, former ? former.from - 1 : Number.MAX_SAFE_INTEGER) };
}

async function isSound(
  keyring: Keys['keyring'],
  walk: AttestedWalk,
  row: ChainRow,
  last: { seq: number; hash: string },
): Promise<boolean> {
  const seq = last.seq + 1;
  if (row.seq !== seq) return false;
  const vouched = await walk.judge(row, last);
  const key = keyring.find(row.keyId ?? '');
  if (vouched === 'altered' || (!key && vouched === 'none')) return false;
  return !key || row.hash === (await eventHash(key.audit, last.hash, eventOf(row, { seq, keyId: key.id })));
}

/** An event of the chain that is neither under the current key nor vouched for by it. */
const nextOf = (chainId: string) => `
  select e.seq::float8 as seq from audit_events e
  where ${ownerOf(chainId)} and e.seq > ? and e.key_id <> ? and e.seq > coalesce((
    select a.to_seq from audit_attestations a
    where a.chain_id = ? and a.key_id = ? and a.from_seq <= e.seq order by a.from_seq desc limit 1), 0)
  order by e.seq limit 1`;

const rowsOf = (chainId: string) => `
  select ${CHAIN_COLUMNS} from audit_events e where ${ownerOf(chainId)} and e.seq >= ? and e.seq <= ? order by e.seq`;

/** Spelled so that the index of the chain serves it. The id is one that the database gave. */
const ownerOf = (chainId: string) =>
  chainId === INSTALLATION_CHAIN ? 'e.tenant_id is null' : `e.tenant_id = '${chainId}'::uuid`;

const WRITE = `
  insert into audit_attestations (chain_id, from_seq, to_seq, key_id, marks, digest)
  values (?, ?, ?, ?, decode(?, 'hex'), ?)
  on conflict (chain_id, from_seq) do update
  set to_seq = excluded.to_seq, key_id = excluded.key_id, marks = excluded.marks, digest = excluded.digest, made_at = now()`;
