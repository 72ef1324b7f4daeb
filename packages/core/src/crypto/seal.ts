import type { Keyring } from '../ports/index.ts';
import { fromBase64, toBase64 } from './base64.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What is stored: `base64(iv):base64(tag):base64(ciphertext)` and the id of the key. */
export interface Sealed {
  text: string;
  keyId: string;
}

/** AES-256-GCM with a fresh random IV. `binding` is authenticated, not stored: opening needs the same one. */
export async function seal(keyring: Keyring, plaintext: string, binding: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = new TextEncoder().encode(plaintext);
  const output = new Uint8Array(await crypto.subtle.encrypt(parameters(iv, binding), keyring.current.encryption, data));
  // WebCrypto appends the tag; the stored format keeps it apart.
  const ciphertext = output.subarray(0, -TAG_BYTES);
  const tag = output.subarray(-TAG_BYTES);
  return { text: [iv, tag, ciphertext].map(toBase64).join(':'), keyId: keyring.current.id };
}

/** Null when the text does not open: malformed, tampered with, bound elsewhere, or its key is gone. */
export async function unseal(keyring: Keyring, sealed: Sealed, binding: string): Promise<string | null> {
  const key = keyring.find(sealed.keyId);
  const parts = sealed.text.split(':').map(fromBase64);
  const [iv, tag, ciphertext] = parts;
  if (!key || parts.length !== 3 || !iv || !tag || !ciphertext) return null;
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) return null;
  const input = new Uint8Array(ciphertext.length + TAG_BYTES);
  input.set(ciphertext);
  input.set(tag, ciphertext.length);
  try {
    const output = await crypto.subtle.decrypt(parameters(iv, binding), key.encryption, input);
    return new TextDecoder('utf-8', { fatal: true }).decode(output);
  } catch {
    // WebCrypto answers every failed authentication with one mute OperationError.
    return null;
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>, binding: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(binding), tagLength: TAG_BYTES * 8 };
}
