import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from './base64url.ts';
import { SMALL_BYTES } from './limits.ts';

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** Makes the codes of the lines of one answer: HMAC-SHA-256, at once where that is sooner than asking WebCrypto, which answers from a thread of its own. */
export class AnswerKey {
  readonly #bytes: Bytes;
  #imported: CryptoKey | undefined;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  async codeOf(body: Bytes): Promise<Uint8Array> {
    if (body.length <= SMALL_BYTES) return hmac(sha256, this.#bytes, body);
    this.#imported ??= await crypto.subtle.importKey('raw', this.#bytes, HMAC, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', this.#imported, body));
  }

  /** Takes as long wherever the codes differ. */
  async isCodeOf(code: Uint8Array, body: Bytes): Promise<boolean> {
    const own = await this.codeOf(body);
    let difference = code.length ^ own.length;
    for (const [at, byte] of own.entries()) difference |= byte ^ (code[at] ?? 0);
    return difference === 0;
  }
}
