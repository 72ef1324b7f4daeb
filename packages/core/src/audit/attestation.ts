import { canonicalJson } from './canonical-json.ts';
import { type ChainRow, eventOf } from './chain-rows.ts';

/**
 * What vouches for a stretch of a chain after the key of its events is gone: a MAC that runs over all of its events and
 * their hashes, under a key that is still there. Its value after each event is kept too, cut short, so that an event that
 * was altered is named and not only its stretch.
 */
export interface Attestation {
  from: number;
  to: number;
  keyId: string;
  /** Hexadecimal, `MARK_DIGITS` for each event. */
  marks: string;
  /** The MAC after the last event. */
  digest: string;
}

/** Events that one attestation speaks for, at most. */
export const STRETCH = 500;
export const MARK_DIGITS = 16;
const encoder = new TextEncoder();

/** Where a stretch begins: in which chain, behind which hash. */
export interface StretchStart {
  chainId: string;
  from: number;
  to: number;
  /** Hash of the event before, '' before the first. */
  before: string;
}

/** The MAC before the first event. Its text is none that an event's hash is ever made from. */
export function beginMac(key: CryptoKey, start: StretchStart): Promise<string> {
  return mac(key, `attestation\n${canonicalJson({ ...start })}`);
}

export function continueMac(key: CryptoKey, before: string, row: ChainRow): Promise<string> {
  const event = eventOf(row, { seq: row.seq ?? 0, keyId: row.keyId ?? '' });
  return mac(key, `attested\n${before}\n${row.hash}\n${canonicalJson(event)}`);
}

async function mac(key: CryptoKey, text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
