import type { Keyring } from '../ports/index.ts';
import { type Attestation, beginMac, continueMac, MARK_DIGITS } from './attestation.ts';
import type { ChainHead } from './chain.ts';
import type { ChainRow } from './chain-rows.ts';

/** Attestations of one chain that end behind `after`, in order, at most `limit`. */
export type ReadAttestations = (after: number, limit: number) => Promise<Attestation[]>;

/** Whether an attestation under a configured key vouches for an event: none speaks for it, or it is as it was, or not. */
export type AttestedVerdict = 'none' | 'sound' | 'altered';

const PAGE = 50;

/** Walks the attestations of a chain beside its events, each of which is shown to it in order. */
export class AttestedWalk {
  readonly #keyring: Keyring;
  readonly #chainId: string;
  readonly #read: ReadAttestations;
  #waiting: Attestation[] = [];
  #exhausted = false;
  #current: { attestation: Attestation; key: CryptoKey; mac: string } | null = null;

  constructor(keyring: Keyring, chainId: string, read: ReadAttestations) {
    this.#keyring = keyring;
    this.#chainId = chainId;
    this.#read = read;
  }

  /** `last` is the event before. */
  async judge(row: ChainRow, last: ChainHead): Promise<AttestedVerdict> {
    const seq = last.seq + 1;
    if (!this.#current) await this.#enter(seq, last.hash);
    if (!this.#current) return 'none';
    const { attestation, key } = this.#current;
    const mac = await continueMac(key, this.#current.mac, row);
    this.#current.mac = mac;
    const at = (seq - attestation.from) * MARK_DIGITS;
    const ends = seq === attestation.to;
    if (ends) this.#current = null;
    const isSound = attestation.marks.slice(at, at + MARK_DIGITS) === mac.slice(0, MARK_DIGITS);
    return isSound && (!ends || attestation.digest === mac) ? 'sound' : 'altered';
  }

  async #enter(seq: number, before: string): Promise<void> {
    while (this.#waiting.length === 0 || (this.#waiting[0]?.to ?? 0) < seq) {
      if (this.#waiting.length > 0) this.#waiting.shift();
      else if (this.#exhausted) return;
      else await this.#load(seq);
    }
    const [next] = this.#waiting;
    // One that begins before this event was left out, or speaks for a stretch that is not there.
    if (!next || next.from !== seq) return;
    this.#waiting.shift();
    const key = this.#keyring.find(next.keyId)?.audit;
    if (!key) return;
    const start = { chainId: this.#chainId, from: next.from, to: next.to, before };
    this.#current = { attestation: next, key, mac: await beginMac(key, start) };
  }

  async #load(seq: number): Promise<void> {
    const rows = await this.#read(seq - 1, PAGE);
    this.#exhausted = rows.length < PAGE;
    this.#waiting.push(...rows);
  }
}
