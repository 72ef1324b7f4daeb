import { type Bytes, fromBase64Url, toBase64Url } from './base64url.ts';

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const OPENING = encoder.encode('["');
const CLOSING = encoder.encode(']\n');
const MAC_CHARS = 43;
/** Where the authenticated part of a line begins: behind `["`, the code and `",`. */
const BODY_AT = OPENING.length + MAC_CHARS + 2;

export interface OpenedLine {
  head: unknown;
  /** The text that came with it, as it was sent; empty where none did. */
  tail: string;
}

export function importAnswerKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

/**
 * A line of JSON, `["<code>",<length of head>,<head>,<tail>]`, whose code is made over all that follows it, byte by byte:
 * the tail, a page of tables, is read by nobody on the way.
 */
export async function sealLine(key: CryptoKey, head: object, tail = ''): Promise<Bytes> {
  const json = JSON.stringify(head);
  const body = encoder.encode(`${json.length},${json}${tail === '' ? '' : `,${tail}`}`);
  const code = encoder.encode(`${toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)))}",`);
  const line = new Uint8Array(BODY_AT + body.length + CLOSING.length);
  line.set(OPENING);
  line.set(code, OPENING.length);
  line.set(body, BODY_AT);
  line.set(CLOSING, BODY_AT + body.length);
  return line;
}

/** Null for a line that was not made with this key, or is none. */
export async function openLine(key: CryptoKey, line: Bytes): Promise<OpenedLine | null> {
  try {
    const code = fromBase64Url(decoder.decode(line.subarray(OPENING.length, OPENING.length + MAC_CHARS)));
    const body = line.subarray(BODY_AT, -1);
    if (!(await crypto.subtle.verify('HMAC', key, code, body))) return null;
    const text = decoder.decode(body);
    const comma = text.indexOf(',');
    const end = comma + 1 + Number(text.slice(0, comma));
    return { head: JSON.parse(text.slice(comma + 1, end)), tail: text.slice(end + 1) };
  } catch {
    return null;
  }
}
