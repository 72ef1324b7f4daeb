import { refuse } from './refusal.ts';

const ESCAPE = /%[\da-f]{2}/i;
const BARE = /%(?![\da-f]{2})/i;

/**
 * A part of a URL (RFC 3986): percent-encoded, or not encoded at all. What is half encoded could mean two things, and a
 * plus is a plus.
 */
export function decode(text: string, what: string): string {
  if (!ESCAPE.test(text)) return printable(text, what);
  if (BARE.test(text)) refuse(`The ${what} has a % that encodes nothing beside one that does: write it as %25`);
  try {
    return printable(decodeURIComponent(text), what);
  } catch (error) {
    if (error instanceof URIError) refuse(`The ${what} is percent-encoded as something else than UTF-8`);
    throw error;
  }
}

export function printable(text: string, what: string): string {
  return /\p{Cc}/u.test(text) ? refuse(`There is a control character in the ${what}`) : text;
}
