import { decodings } from './decodings.ts';
import type { Reading } from './reading.ts';

/** What is encoded more often than so is found no more; the last bounds the work, whatever a text looks like. */
const DEPTH = 3;
const MOST = 160;

/** In random bytes there is hardly ever a run like this: what has none is no text that could be decoded once more. */
const LIKE_TEXT = /[A-Za-z0-9+/=_\-%\\&#;x, ]{8}/;

/**
 * The ways in which a text can hold bytes. First as it stands without what cannot be seen, and the same in its compatibility
 * form without marks; then everything that these encode, and what that encodes in turn, in either direction.
 */
export function readingsOf(text: string): Reading[] {
  const readings = [plain(text, (char) => char), plain(text, withoutMarks)];
  let newest = readings.slice(1);
  for (let depth = 0; depth < DEPTH; depth++) {
    const found: Reading[] = [];
    for (const reading of newest) {
      if (readings.length + found.length > MOST) break;
      for (const way of [reading, reversed(reading)]) found.push(...decodings(way).filter(isLong));
    }
    readings.push(...found);
    newest = found.filter(({ bytes }) => LIKE_TEXT.test(Buffer.from(bytes).toString('latin1')));
  }
  return readings;
}

const UNSEEN = /[\p{Cc}\p{Cf}]/u;
const MARKS = /\p{M}/gu;

/** Full-width, circled and accented letters as the plain ones. */
export function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '');
}

function plain(text: string, form: (char: string) => string): Reading {
  const reading: Reading = { bytes: [], from: [], to: [] };
  let at = 0;
  for (const char of text) {
    const end = at + char.length;
    if (!UNSEEN.test(char)) {
      for (const byte of Buffer.from(form(char))) {
        reading.bytes.push(byte);
        reading.from.push(at);
        reading.to.push(end);
      }
    }
    at = end;
  }
  return reading;
}

function reversed({ bytes, from, to }: Reading): Reading {
  return { bytes: bytes.toReversed(), from: from.toReversed(), to: to.toReversed() };
}

function isLong({ bytes }: Reading): boolean {
  return bytes.length >= 3;
}
