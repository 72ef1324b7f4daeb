/** A text read in one way: its bytes, and where in the text each of them stands (from, and up to but not including). */
export interface Reading {
  bytes: number[];
  from: number[];
  to: number[];
}

/**
 * The ways in which a text can hold bytes: as it stands without what cannot be seen, with the escapes of JSON, URLs and
 * HTML resolved, as hexadecimal digits, and as base64, the last two at every alignment.
 */
export function readingsOf(text: string): Reading[] {
  const digits = { hex: /[0-9a-f]/i, base64: /[A-Za-z0-9+/_-]/ };
  return [
    plain(text),
    unescaped(text),
    ...[0, 1].map((skipped) => packed(text, { digit: digits.hex, bits: 4, digitValue: hexValue, skipped })),
    ...[0, 1, 2, 3].map((skipped) => packed(text, { digit: digits.base64, bits: 6, digitValue: base64Value, skipped })),
  ];
}

const UNSEEN = /[\p{Cc}\p{Cf}]/u;
const ESCAPE =
  /%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u\{?([0-9a-f]{1,6})\}?|&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|\\(["'\\/])/giu;

function plain(text: string): Reading {
  const reading: Reading = { bytes: [], from: [], to: [] };
  addText(reading, text, 0);
  return reading;
}

function addText(reading: Reading, text: string, offset: number): void {
  let at = offset;
  for (const char of text) {
    if (!UNSEEN.test(char)) add(reading, Buffer.from(char), at, at + char.length);
    at += char.length;
  }
}

function unescaped(text: string): Reading {
  const reading: Reading = { bytes: [], from: [], to: [] };
  let read = 0;
  for (const match of text.matchAll(ESCAPE)) {
    addText(reading, text.slice(read, match.index), read);
    read = match.index + match[0].length;
    add(reading, unescapedBytes(match), match.index, read);
  }
  addText(reading, text.slice(read), read);
  return reading;
}

function unescapedBytes([, percent, byte, unit, hexEntity, entity, char]: RegExpExecArray): Buffer {
  if (char) return Buffer.from(char);
  const hex = percent ?? byte;
  if (hex) return Buffer.from(hex, 'hex');
  const point = entity ? Number(entity) : Number.parseInt(unit ?? hexEntity ?? '', 16);
  return Buffer.from(point <= 0x10ffff ? String.fromCodePoint(point) : '');
}

interface Packing {
  digit: RegExp;
  bits: 4 | 6;
  digitValue(digit: string): number;
  /** How many digits come before the first byte. */
  skipped: number;
}

/** All digits of a text as one stream of bits; what is no digit stands between two of them and counts for nothing. */
function packed(text: string, { digit, bits, digitValue, skipped }: Packing): Reading {
  const reading: Reading = { bytes: [], from: [], to: [] };
  let held = 0;
  let count = 0;
  let begun = 0;
  let left = skipped;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (!digit.test(char) || left-- > 0) continue;
    if (count === 0) begun = at;
    held = (held << bits) | digitValue(char);
    count += bits;
    if (count < 8) continue;
    count -= 8;
    add(reading, [(held >> count) & 0xff], begun, at + 1);
    held &= (1 << count) - 1;
    // The rest of this digit's bits belong to the next byte.
    begun = at;
  }
  return reading;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64Value(digit: string): number {
  if (digit === '-') return 62;
  return digit === '_' ? 63 : BASE64.indexOf(digit);
}

function hexValue(digit: string): number {
  return Number.parseInt(digit, 16);
}

function add(reading: Reading, bytes: Iterable<number>, from: number, to: number): void {
  for (const byte of bytes) {
    reading.bytes.push(byte);
    reading.from.push(from);
    reading.to.push(to);
  }
}
