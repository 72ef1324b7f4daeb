import type { Services } from '../context.ts';
import { fromBase64, toBase64 } from '../crypto/base64.ts';
import { signingPair } from '../crypto/signing-keys.ts';
import { canonicalJson } from './canonical-json.ts';
import { INSTALLATION_CHAIN } from './chain.ts';

/** The last event of a chain at some moment: its number, which is how many there were, and its hash. */
export interface ChainAnchor {
  /** `installation`, or the slug of a tenant. */
  log: string;
  chainId: string;
  seq: number;
  hash: string;
}

/** All logs of an installation at one moment, signed: kept where nobody of this installation can change it. */
export interface Anchor {
  installation: string;
  at: string;
  chains: ChainAnchor[];
  keyId: string;
  /** Ed25519 over the rest as JSON with sorted keys, base64. */
  signature: string;
}

const HEADS = `
  select coalesce(t.slug, 'installation') as log, c.id as "chainId", c.seq::float8 as seq, c.hash
  from audit_chains c left join tenants t on t.id = c.id where t.id is not null or c.id = ? order by t.slug nulls first`;
const encoder = new TextEncoder();

/** Takes down the heads of all chains, of one moment. */
export async function makeAnchor({ db, keyring }: Pick<Services, 'db' | 'keyring'>): Promise<Anchor> {
  const chains = await db.ownerTransaction((em) => em.execute<ChainAnchor[]>(HEADS, [INSTALLATION_CHAIN]));
  const unsigned = {
    installation: await db.installation(),
    at: new Date().toISOString(),
    chains,
    keyId: keyring.current.id,
  };
  const { privateKey } = await signingPair(keyring.current);
  const signed = await crypto.subtle.sign('Ed25519', privateKey, textOf(unsigned));
  return { ...unsigned, signature: toBase64(new Uint8Array(signed)) };
}

/** Whether a key of this installation has signed the anchor; null where its key is not configured any more. */
export async function isAnchorGenuine(
  { keyring }: Pick<Services, 'keyring'>,
  { signature, ...unsigned }: Anchor,
): Promise<boolean | null> {
  const key = keyring.find(unsigned.keyId);
  if (!key) return null;
  const bytes = fromBase64(signature);
  const { publicKey } = await signingPair(key);
  return bytes !== null && crypto.subtle.verify('Ed25519', publicKey, bytes, textOf(unsigned));
}

function textOf(unsigned: Omit<Anchor, 'signature'>): Uint8Array<ArrayBuffer> {
  return encoder.encode(`anchor\n${canonicalJson(unsigned)}`);
}
