import type { AuditFault, AuditVerification, VerifyAuditInput } from '@portolan/contract';
import type { Keyring } from '../ports/index.ts';
import { AttestedWalk, type ReadAttestations } from './attested-walk.ts';
import type { ChainHead } from './chain.ts';
import { type ChainRow, eventOf } from './chain-rows.ts';
import { eventHash } from './event-hash.ts';
import { isGenuine, type SealRow } from './seals.ts';
import type { HeadRow } from './verify-statements.ts';

const PAGE = 500;

/** One chain, as far as whoever verifies it may see it. */
export interface ChainReader {
  chainId: string;
  head(): Promise<HeadRow | undefined>;
  /** The events behind `after` and up to `end`, in order, at most `limit`. */
  links(after: number, end: number, limit: number): Promise<ChainRow[]>;
  attestations: ReadAttestations;
  /** The seals of the chain, and that of the beginning. */
  seals(): Promise<SealRow[]>;
}

type Broken = NonNullable<AuditVerification['broken']>;
type Anchor = { seq: number; hash: string } | null;

export function anchorOf({ anchorSeq, anchorHash }: VerifyAuditInput): Anchor {
  return anchorSeq !== undefined && anchorHash !== undefined ? { seq: anchorSeq, hash: anchorHash } : null;
}

/**
 * Walks a chain from its first event to the head it had at the start, and names the first event that is not as it was
 * written. Then: whether the head agrees, whether the anchor is still in the chain, and whether events stand outside of it.
 */
export async function verifyChain(keyring: Keyring, reader: ChainReader, anchor: Anchor): Promise<AuditVerification> {
  const row = await reader.head();
  const head = row && row.seq !== null && row.hash !== null ? { seq: row.seq, hash: row.hash } : null;
  const { start, broken: unsealed } = await startOf(keyring, reader);
  const walk = await walkChain(keyring, reader, { start, end: head?.seq ?? 0, anchor });
  const broken =
    walk.broken ??
    afterWalk(walk.last, head, anchor) ??
    strayOf(row, head) ??
    (head === null ? fault('chain', null) : null) ??
    unsealed;
  return { ok: broken === null, checked: Math.max(0, walk.last.seq - start.seq), head, broken };
}

/** Where the chain begins: at its first event, or behind those that were archived. */
async function startOf(keyring: Keyring, reader: ChainReader): Promise<{ start: ChainHead; broken: Broken | null }> {
  const rows = await reader.seals();
  const genuine: SealRow[] = [];
  for (const row of rows) if (await isGenuine(keyring, row)) genuine.push(row);
  const cut = genuine.find(({ kind, chainId }) => kind === 'cut' && chainId === reader.chainId);
  const isBegun = genuine.some(({ kind }) => kind === 'begun');
  const start = cut ? { seq: cut.seq, hash: cut.hash } : { seq: 0, hash: '' };
  return { start, broken: isBegun ? null : fault('beginning', null) };
}

interface Walk {
  /** The last event that was found as it was written. */
  last: ChainHead & { id: string | null };
  broken: Broken | null;
}

async function walkChain(
  keyring: Keyring,
  reader: ChainReader,
  { start, end, anchor }: { start: ChainHead; end: number; anchor: Anchor },
): Promise<Walk> {
  const attested = new AttestedWalk(keyring, reader.chainId, reader.attestations);
  let last: Walk['last'] = { ...start, id: null };
  while (last.seq < end) {
    const rows = await reader.links(last.seq, end, PAGE);
    if (rows.length === 0) return { last, broken: fault('missing', last.seq + 1) };
    for (const row of rows) {
      const reason = await faultOf(keyring, attested, row, last, anchor);
      if (reason) return { last, broken: fault(reason, last.seq + 1, reason === 'missing' ? null : row.id) };
      last = { seq: last.seq + 1, hash: row.hash as string, id: row.id };
    }
  }
  return { last, broken: null };
}

/** An event is held against its own key; where that is gone, against what vouches for it under another. */
async function faultOf(
  keyring: Keyring,
  attested: AttestedWalk,
  row: ChainRow,
  last: ChainHead,
  anchor: Anchor,
): Promise<AuditFault | null> {
  const seq = last.seq + 1;
  if (row.seq !== seq) return 'missing';
  const vouched = await attested.judge(row, last);
  const key = keyring.find(row.keyId ?? '');
  if (vouched === 'altered') return 'altered';
  if (!key && vouched === 'none') return 'key';
  if (key && row.hash !== (await eventHash(key.audit, last.hash, eventOf(row, { seq, keyId: key.id }))))
    return 'altered';
  return anchor?.seq === seq && anchor.hash !== row.hash ? 'anchor' : null;
}

/** What only the ends of the chain can tell. */
function afterWalk(last: Walk['last'], head: ChainHead | null, anchor: Anchor): Broken | null {
  if (head && head.hash !== last.hash) return fault('head', last.seq, last.id);
  return anchor && anchor.seq > last.seq ? fault('anchor', anchor.seq) : null;
}

function strayOf(row: HeadRow | undefined, head: ChainHead | null): Broken | null {
  if (row?.behindId) return fault(head ? 'inserted' : 'head', row.behindSeq, row.behindId);
  return row?.outsideId ? fault('inserted', row.outsideSeq, row.outsideId) : null;
}

function fault(reason: AuditFault, seq: number | null, id: string | null = null): Broken {
  return { seq, id, reason };
}
