import { type Bytes, fromBase64 } from './base64.ts';

const KEY_BYTES = 32;

export interface ParsedKey {
  bytes: Bytes;
  /** A sentence for the log when the key is accepted but weak. */
  warning: string | null;
}

/** Reads a 32-byte key: base64 first, else raw UTF-8. Throws with the reason, never with the value. */
export function parseMasterKey(text: string, variable = 'ENCRYPTION_KEY'): ParsedKey {
  const decoded = fromBase64(text);
  const raw = new TextEncoder().encode(text);
  const bytes = decoded?.length === KEY_BYTES ? decoded : raw;
  if (bytes.length !== KEY_BYTES) {
    throw new Error(`${variable} must be exactly 32 bytes (found ${decoded ? decoded.length : raw.length})`);
  }
  if (bytes.every((byte) => byte === bytes[0])) {
    throw new Error(`${variable} repeats one byte: make a random one with "openssl rand -base64 32"`);
  }
  const isHex = bytes === raw && /^[0-9a-f]{32}$/i.test(text);
  return { bytes, warning: isHex ? `${variable} is 32 hexadecimal digits, which hold only 128 bits` : null };
}
