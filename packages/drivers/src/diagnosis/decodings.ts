import type { Reading } from './reading.ts';

/** All that a reading may encode: escapes, lists of numbers, and hexadecimal, base32 and base64 digits at every alignment. */
export function decodings(reading: Reading): Reading[] {
  const text = Buffer.from(reading.bytes).toString('latin1');
  return [
    unescaped(reading, text),
    listed(reading, text, /(?<!\d)\d{1,3}(?!\d)/g, 10),
    listed(reading, text, /(?<!\d)0?[0-7]{2,3}(?!\d)/g, 8),
    listed(reading, text, /(?<![01])[01]{7,8}(?![01])/g, 2),
    ...PACKINGS.flatMap((packing) =>
      Array.from({ length: packing.alignments }, (_, skipped) => packed(reading, text, packing, skipped)),
    ),
  ];
}

const ESCAPE =
  /[%=]([0-9a-f]{2})|\\x([0-9a-f]{2})|(?:\\u\{?|U\+)([0-9a-f]{1,6})\}?|&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|\\([0-7]{3})|\\(["'\\/])/gi;

function unescaped(reading: Reading, text: string): Reading {
  const result: Reading = { bytes: [], from: [], to: [] };
  let read = 0;
  const copyUpTo = (end: number) => {
    for (; read < end; read++) add(result, reading, [reading.bytes[read] as number], read, read);
  };
  for (const match of text.matchAll(ESCAPE)) {
    copyUpTo(match.index);
    const end = match.index + match[0].length;
    add(result, reading, unescapedBytes(match), match.index, end - 1);
    read = end;
  }
  copyUpTo(text.length);
  return result;
}

function unescapedBytes([, percent, byte, unit, hexEntity, entity, octal, char]: RegExpExecArray): Iterable<number> {
  if (char) return Buffer.from(char);
  if (octal) return [Number.parseInt(octal, 8) & 0xff];
  const hex = percent ?? byte;
  if (hex) return Buffer.from(hex, 'hex');
  const point = entity ? Number(entity) : Number.parseInt(unit ?? hexEntity ?? '', 16);
  return Buffer.from(point <= 0x10ffff ? String.fromCodePoint(point) : '');
}

/** Bytes as numbers, whatever stands between two of them. */
function listed(reading: Reading, text: string, number: RegExp, base: number): Reading {
  const result: Reading = { bytes: [], from: [], to: [] };
  for (const { 0: digits, index } of text.matchAll(number)) {
    const value = Number.parseInt(digits, base);
    if (value <= 0xff) add(result, reading, [value], index, index + digits.length - 1);
  }
  return result;
}

interface Packing {
  /** Position of a digit's character is its code; its value, or -1 where it is none. */
  values: Int8Array;
  bits: number;
  /** After so many digits bytes begin at the same place again. */
  alignments: number;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PACKINGS: Packing[] = [
  { values: valuesOf('0123456789ABCDEF', '0123456789abcdef'), bits: 4, alignments: 2 },
  { values: valuesOf(`${LETTERS}234567`, `${LETTERS.toLowerCase()}234567`), bits: 5, alignments: 8 },
  { values: valuesOf(`${LETTERS}${LETTERS.toLowerCase()}0123456789+/`, `${' '.repeat(62)}-_`), bits: 6, alignments: 4 },
];

function valuesOf(...alphabets: string[]): Int8Array {
  const values = new Int8Array(256).fill(-1);
  for (const alphabet of alphabets)
    for (const [value, char] of Array.from(alphabet).entries()) if (char !== ' ') values[char.charCodeAt(0)] = value;
  return values;
}

/** All digits as one stream of bits; what is no digit, or the `0x` before some, stands between and counts for nothing. */
function packed(reading: Reading, text: string, { values, bits }: Packing, skipped: number): Reading {
  const result: Reading = { bytes: [], from: [], to: [] };
  let [held, count, begun, left] = [0, 0, 0, skipped];
  for (let at = 0; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] as number;
    const isPrefix = bits === 4 && text[at] === '0' && (text[at + 1] === 'x' || text[at + 1] === 'X');
    if (value < 0 || isPrefix || left-- > 0) continue;
    if (count === 0) begun = at;
    held = (held << bits) | value;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    add(result, reading, [(held >> count) & 0xff], begun, at);
    held &= (1 << count) - 1;
    // The rest of this digit's bits belong to the next byte.
    begun = at;
  }
  return result;
}

/** Bytes that stand from one byte of a reading to another, both included, in whichever direction it runs. */
function add(result: Reading, { from, to }: Reading, bytes: Iterable<number>, first: number, last: number): void {
  const start = Math.min(from[first] as number, from[last] as number);
  const end = Math.max(to[first] as number, to[last] as number);
  for (const byte of bytes) {
    result.bytes.push(byte);
    result.from.push(start);
    result.to.push(end);
  }
}
