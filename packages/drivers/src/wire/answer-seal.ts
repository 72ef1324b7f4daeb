import type { AnswerKey } from './answer-key.ts';
import { type Bytes, fromBase64Url, toBase64Url } from './base64url.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const OPENING = encoder.encode('["');
const CLOSING = encoder.encode(']\n');
const MAC_CHARS = 43;
const SLACK = 1_024;
/** Where the authenticated part of a line begins: behind `["`, the code and `",`. */
const BODY_AT = OPENING.length + MAC_CHARS + 2;

export interface OpenedLine {
  head: unknown;
  /** The text that came with it, as it was sent; empty where none did. */
  tail: string;
}

/**
 * A line of JSON, `["<code>",<length of head>,<head>,<tail>]`, whose code is made over all that follows it, byte by byte:
 * the tail, a page of tables, is written once, where it is sent from, and read by nobody on the way but to see that it is one.
 */
export async function sealLine(key: AnswerKey, head: object, tail = ''): Promise<Bytes> {
  const json = JSON.stringify(head);
  const { line, end } = withBody(`${json.length},${json}${tail === '' ? '' : ','}`, tail);
  const code = await key.codeOf(line.subarray(BODY_AT, end));
  line.set(OPENING);
  encoder.encodeInto(`${toBase64Url(code)}",`, line.subarray(OPENING.length));
  line.set(CLOSING, end);
  return line.subarray(0, end + CLOSING.length);
}

/** Room for a line, and both texts in their place; `end` is behind them. Most characters are one byte. */
function withBody(head: string, tail: string): { line: Bytes; end: number } {
  for (const widest of [1, 3]) {
    const line = new Uint8Array(BODY_AT + (head.length + tail.length) * widest + SLACK);
    const first = encoder.encodeInto(head, line.subarray(BODY_AT, -CLOSING.length));
    const at = BODY_AT + first.written;
    const second = encoder.encodeInto(tail, line.subarray(at, -CLOSING.length));
    if (first.read === head.length && second.read === tail.length) return { line, end: at + second.written };
  }
  throw new Error('no character is wider');
}

/** Null for a line that was not made with this key, or is none. */
export async function openLine(key: AnswerKey, line: Bytes): Promise<OpenedLine | null> {
  try {
    const code = fromBase64Url(decoder.decode(line.subarray(OPENING.length, OPENING.length + MAC_CHARS)));
    const body = line.subarray(BODY_AT, -1);
    if (!(await key.isCodeOf(code, body))) return null;
    const text = decoder.decode(body);
    const comma = text.indexOf(',');
    const end = comma + 1 + Number(text.slice(0, comma));
    return { head: JSON.parse(text.slice(comma + 1, end)), tail: text.slice(end + 1) };
  } catch {
    return null;
  }
}
