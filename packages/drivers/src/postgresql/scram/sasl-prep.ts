import { LEFT_TO_RIGHT, REFUSED, RIGHT_TO_LEFT } from './stringprep-tables.ts';

/** RFC 3454, C.1.2. */
const SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g;
/** RFC 3454, B.1; some of them join their neighbours to one character. */
const NOTHING = /\u00ad|\u034f|\u1806|[\u180b-\u180d]|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/g;

/**
 * A password as PostgreSQL and libpq prepare it for SCRAM (RFC 4013), their own way: what the rules refuse is used as
 * it was typed, and they look at the text before it is normalised. Most newer emoji are refused so.
 */
export function saslPrep(password: string): string {
  const mapped = password.replace(SPACE, ' ').replace(NOTHING, '');
  return isRefused(mapped) ? password : mapped.normalize('NFKC');
}

function isRefused(text: string): boolean {
  if (text === '' || REFUSED(text)) return true;
  if (!RIGHT_TO_LEFT(text)) return false;
  const characters = Array.from(text);
  const ends = [characters.at(0), characters.at(-1)];
  return LEFT_TO_RIGHT(text) || !ends.every((end = '') => RIGHT_TO_LEFT(end));
}
