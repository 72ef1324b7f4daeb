import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { Bytes } from './base64url.ts';
import type { HostKeys } from './host-keys.ts';
import { CONTENT_KEY_MS } from './limits.ts';

/** X25519 with a key of its own for each content key; what is between hub and host reads nothing of it. */
const AGREEMENT = 'ECDH-ES';
const DIRECT = 'dir';
const CONTENT = 'A256GCM';
const KEY_BYTES = 32;
/** A content key as it travels takes a third of it. */
const MAX_WRAPPED_CHARS = 1_024;
const MAX_REMEMBERED = 1_000;

/** What calls to one host are encrypted with for a while, and the same encrypted to the host's public key. */
export interface ContentKey {
  key: CryptoKey;
  wrapped: string;
  /** When the next one has to be made, milliseconds since the epoch. */
  until: number;
}

/** `kid` is the host's public key as text. */
export async function makeContentKey({ kid, key }: { kid: string; key: CryptoKey }): Promise<ContentKey> {
  const until = Date.now() + CONTENT_KEY_MS;
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const wrapped = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: AGREEMENT, enc: CONTENT, kid })
    .encrypt(key);
  return { key: await importContentKey(bytes, 'encrypt'), wrapped, until };
}

/** Two JWE, each on a line: the content key encrypted to the host, and the call encrypted with it. */
export async function sealCall({ key, wrapped }: ContentKey, call: Bytes): Promise<string> {
  const sealed = new CompactEncrypt(call);
  return `${wrapped}\n${await sealed.setProtectedHeader({ alg: DIRECT, enc: CONTENT }).encrypt(key)}`;
}

/** The content keys that a host was sent: an agreement of keys costs more than all else in a call, so it is made once for each. */
export class ContentKeys {
  readonly #hostKeys: HostKeys;
  /** By what was sent, those that were used longest ago first. */
  readonly #opened = new Map<string, CryptoKey>();

  constructor(hostKeys: HostKeys) {
    this.#hostKeys = hostKeys;
  }

  /** Whether opening takes no agreement. */
  isKnown(sealed: string): boolean {
    return this.#opened.has(partsOf(sealed)[0]);
  }

  /** What was sealed for one of the host's keys; throws for everything else. */
  async open(sealed: string): Promise<Bytes> {
    const [wrapped, call] = partsOf(sealed);
    const key = this.#opened.get(wrapped) ?? (await this.#unwrap(wrapped));
    const options = { keyManagementAlgorithms: [DIRECT], contentEncryptionAlgorithms: [CONTENT] };
    const { plaintext } = await compactDecrypt(call, key, options);
    this.#remember(wrapped, key);
    return new Uint8Array(plaintext);
  }

  async #unwrap(wrapped: string): Promise<CryptoKey> {
    if (wrapped.length > MAX_WRAPPED_CHARS) throw new Error('no content key');
    const key = this.#hostKeys.find(String(decodeProtectedHeader(wrapped).kid));
    if (!key) throw new Error('sealed for another host');
    const options = { keyManagementAlgorithms: [AGREEMENT], contentEncryptionAlgorithms: [CONTENT] };
    const { plaintext } = await compactDecrypt(wrapped, key, options);
    if (plaintext.length !== KEY_BYTES) throw new Error('no content key');
    return importContentKey(new Uint8Array(plaintext), 'decrypt');
  }

  #remember(wrapped: string, key: CryptoKey): void {
    this.#opened.delete(wrapped);
    this.#opened.set(wrapped, key);
    const [oldest] = this.#opened.keys();
    if (oldest !== undefined && this.#opened.size > MAX_REMEMBERED) this.#opened.delete(oldest);
  }
}

function importContentKey(bytes: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [use]);
}

function partsOf(sealed: string): [wrapped: string, call: string] {
  const end = sealed.indexOf('\n');
  return [sealed.slice(0, Math.max(end, 0)), sealed.slice(end + 1)];
}
