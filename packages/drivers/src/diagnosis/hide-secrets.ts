import type { Reading } from './reading.ts';
import { readingsOf, withoutMarks } from './readings-of.ts';

/** Of a longer secret each run of so many bytes is looked for, so that a part of it is found as well. */
const WINDOW = 8;
/** Shorter ones are found in any run of digits: only their plain form is looked for. */
const LEAST = 3;
/** Letters and digits alone, whatever joins them, tell a secret from so many on. */
const LEAST_JOINED = 6;

/**
 * Replaces by `***` whatever a text holds of a secret, however it is spelled: in either direction, in any case, as UTF-8
 * or UTF-16, full-width or with marks, escaped, as numbers, in hexadecimal, base32 or base64 digits at any alignment, one in
 * the other, with anything that is no letter in between. What is still as long and as mixed as only something encoded is goes too.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((one) => one !== '');
  if (known.length === 0) return text;
  const hidden = new Uint8Array(text.length);
  const [asItStands, ...spelled] = readingsOf(text);
  const short = windowsOf(known.flatMap(needlesOf));
  const long = windowsOf(known.filter(({ length }) => length >= LEAST).flatMap(needlesOf));
  const joined = windowsOf(
    known
      .flatMap(needlesOf)
      .map(lettersOf)
      .filter(({ length }) => length >= LEAST_JOINED),
  );
  hide(hidden, asItStands as Reading, short);
  for (const reading of spelled) hide(hidden, reading, long);
  for (const reading of [asItStands as Reading, ...spelled]) hide(hidden, onlyLetters(reading), joined);
  return starred(text, hidden).replace(OPAQUE, '***');
}

/** A run that no word, name or number is like: letters of both cases and digits, or hexadecimal digits, for very long. */
const OPAQUE =
  /(?<![\w+/=-])(?:(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{40,}|[0-9a-fA-F]{40,})(?![\w+/=-])/g;

function needlesOf(secret: string): string[] {
  const cases = [secret, secret.toUpperCase(), secret.toLowerCase()];
  const written = cases.flatMap((form) => [form, withoutMarks(form)]);
  const forms = written.flatMap((form) => [form, Array.from(form).reverse().join('')]);
  const bytes = forms.flatMap((form) => {
    const wide = Buffer.from(form, 'utf16le');
    return [Buffer.from(form), wide, Buffer.from(wide).swap16()];
  });
  return [...new Set(bytes.map((one) => folded(one)))].filter((one) => one !== '');
}

/** Bytes as a string of their values, ASCII letters in lower case. */
function folded(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
  return text;
}

const NO_LETTER = /[^a-z0-9]/g;

function lettersOf(needle: string): string {
  return needle.replace(NO_LETTER, '');
}

function onlyLetters({ bytes, from, to }: Reading): Reading {
  const kept = Array.from(bytes.keys()).filter((at) => isLetter(bytes[at] as number));
  const pick = (values: number[]) => kept.map((at) => values[at] as number);
  return { bytes: pick(bytes), from: pick(from), to: pick(to) };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** What is looked for, by its length: the needles that are short, and each run of the others. */
function windowsOf(needles: string[]): Map<number, Set<string>> {
  const windows = new Map<number, Set<string>>();
  for (const needle of needles) {
    const length = Math.min(needle.length, WINDOW);
    const ofLength = windows.get(length) ?? new Set();
    windows.set(length, ofLength);
    for (let at = 0; at + length <= needle.length; at++) ofLength.add(needle.slice(at, at + length));
  }
  return windows;
}

function hide(hidden: Uint8Array, { bytes, from, to }: Reading, windows: Map<number, Set<string>>): void {
  const read = folded(bytes);
  for (const [length, wanted] of windows) {
    for (let at = 0; at + length <= read.length; at++) {
      if (!wanted.has(read.slice(at, at + length))) continue;
      const last = at + length - 1;
      const start = Math.min(from[at] as number, from[last] as number);
      hidden.fill(1, start, Math.max(to[at] as number, to[last] as number));
    }
  }
}

function starred(text: string, hidden: Uint8Array): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    // The padding of base64 goes with what it pads.
    if (text[at] === '=' && hidden[at - 1]) hidden[at] = 1;
    if (!hidden[at]) result += text[at];
    else if (!hidden[at - 1]) result += '***';
  }
  return result;
}
