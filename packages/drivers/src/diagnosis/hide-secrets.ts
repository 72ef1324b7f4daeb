import { type Reading, readingsOf } from './readings-of.ts';

/** Of a longer secret each run of so many bytes is looked for, so that a part of it is found as well. */
const WINDOW = 12;
/** Shorter ones are found in any run of digits: only their plain form is looked for. */
const LEAST = 3;

/**
 * Replaces by `***` whatever a text holds of a secret, however it is spelled: in either direction, in any case, as UTF-8
 * or UTF-16, escaped, in hexadecimal digits or in base64 at any alignment, with anything unseen in between.
 */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const hidden = new Uint8Array(text.length);
  const [asItStands, ...spelled] = readingsOf(text);
  for (const secret of secrets.filter((one) => one !== '')) {
    for (const needle of needlesOf(secret)) {
      for (const reading of [asItStands as Reading, ...(secret.length < LEAST ? [] : spelled)]) {
        hide(hidden, reading, needle);
      }
    }
  }
  return starred(text, hidden);
}

function needlesOf(secret: string): string[] {
  const cases = [secret, secret.toUpperCase(), secret.toLowerCase()];
  const forms = cases.flatMap((form) => [form, Array.from(form).reverse().join('')]);
  const bytes = forms.flatMap((form) => {
    const wide = Buffer.from(form, 'utf16le');
    return [Buffer.from(form), wide, Buffer.from(wide).swap16()];
  });
  return [...new Set(bytes.map((one) => folded(one)))];
}

/** Bytes as a string of their values, ASCII letters in lower case. */
function folded(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
  return text;
}

function hide(hidden: Uint8Array, reading: Reading, needle: string): void {
  const length = Math.min(needle.length, WINDOW);
  const windows = new Set<string>();
  for (let at = 0; at + length <= needle.length; at++) windows.add(needle.slice(at, at + length));
  const read = folded(reading.bytes);
  for (let at = 0; at + length <= read.length; at++) {
    if (windows.has(read.slice(at, at + length))) {
      hidden.fill(1, reading.from[at], reading.to[at + length - 1]);
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
