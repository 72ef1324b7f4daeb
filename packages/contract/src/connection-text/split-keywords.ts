import { printable } from './decode.ts';
import type { Pair } from './parameters.ts';
import { refuse } from './refusal.ts';

const PAIR = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/gisy;

/** `host=h port=5432 password='a b'` of libpq: a backslash takes the next character as it is. */
export function splitKeywords(text: string): Pair[] {
  const pairs: Pair[] = [];
  const trimmed = text.trim();
  PAIR.lastIndex = 0;
  let end = 0;
  for (let match = PAIR.exec(trimmed); match; match = PAIR.exec(trimmed)) {
    const [, name = '', quoted, bare = ''] = match;
    pairs.push({ name, value: printable((quoted ?? bare).replace(/\\(.)/gs, '$1'), name) });
    end = PAIR.lastIndex;
  }
  if (end < trimmed.length)
    refuse('The parameters cannot be read: a value with a blank or a quote in it must be quoted');
  return pairs;
}
