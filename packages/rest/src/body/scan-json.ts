import { AppError } from '@portolan/router';
import type { BodyLimits } from './body-limits.ts';
import { givenTwice } from './given-twice.ts';

/** No name is nearly as long; what reads keys is not made for long ones. */
const MOST_OF_A_KEY = 1_000;
const QUOTE = 34;
const BACKSLASH = 92;

/** One object or list that is open. A list has no keys. */
interface Open {
  keys: Set<string> | null;
  expectsKey: boolean;
}

/**
 * Goes over a JSON text without making anything of it, and refuses what is nested too deep, has too many keys or entries,
 * or a key twice. What is no JSON is left to the parser, which says so.
 */
export function scanJson(text: string, limits: BodyLimits): void {
  const open: Open[] = [];
  let [keys, entries] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const top = open.at(-1);
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (top?.expectsKey && top.keys) {
          if (++keys > limits.keys) throw tooMany(`more than ${limits.keys} keys`);
          if (end - at > MOST_OF_A_KEY) throw tooMany(`a key of more than ${MOST_OF_A_KEY} characters`);
          addKey(top.keys, text.slice(at, end + 1));
          top.expectsKey = false;
        }
        at = end;
        break;
      }
      case 0x7b: // {
      case 0x5b: // [
        if (open.length >= limits.depth) throw tooMany(`more than ${limits.depth} levels`);
        open.push(text[at] === '{' ? { keys: new Set(), expectsKey: true } : { keys: null, expectsKey: false });
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        break;
      case 0x2c: // ,
        if (top?.keys) top.expectsKey = true;
        else if (++entries > limits.entries) throw tooMany(`more than ${limits.entries} entries in lists`);
        break;
    }
  }
}

/** The closing quote, or the end of a text that has none. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** Keys are compared as they will be read: `"\u0061"` is `"a"`. */
function addKey(keys: Set<string>, quoted: string): void {
  const key = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (keys.has(key)) throw givenTwice(key);
  keys.add(key);
}

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

function tooMany(what: string): AppError {
  return new AppError('VALIDATION_ERROR', `The body has ${what}`);
}
