import { printable } from './decode.ts';
import type { Pair } from './parameters.ts';
import { followsPassword } from './password-end.ts';
import { isPlaceholder } from './placeholder.ts';
import { refuse } from './refusal.ts';

/** How a value may hold a semicolon: `{a;b}}c}` of JDBC and ODBC, `"a;b""c"` of ADO.NET, or not at all. */
export type Quoting = 'braces' | 'quotes' | 'none';

type Quoted = Pair & { isQuoted: boolean };

/** `name=value;…` of JDBC, ODBC and ADO.NET. Nothing is decoded. */
export function splitPairs(text: string, quoting: Quoting): Pair[] {
  const pairs: Quoted[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.slice(at).search(/[=;]/);
    const name = text.slice(at, end < 0 ? undefined : at + end).trim();
    if (end < 0 || text[at + end] === ';') {
      if (name !== '') refuse('A part between semicolons has no =: a value with a semicolon in it must be quoted');
      at = end < 0 ? text.length : at + end + 1;
      continue;
    }
    const { value, isQuoted, next } = valueAt(text, at + end + 1, name, quoting);
    pairs.push({ name, value: printable(value, name), isQuoted });
    at = next;
  }
  followsPassword(pairs);
  return pairs.map(({ name, value }) => ({ name, value }));
}

const QUOTED: Record<Quoting, RegExp | null> = {
  braces: /^\s*\{((?:[^}]|\}\})*)\}\s*(?:;|$)/,
  quotes: /^\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')\s*(?:;|$)/,
  none: null,
};
const DOUBLED: Record<Quoting, RegExp> = { braces: /\}\}/g, quotes: /""|''/g, none: /$^/g };

function valueAt(text: string, from: number, name: string, quoting: Quoting) {
  const rest = text.slice(from);
  const quoted = QUOTED[quoting]?.exec(rest);
  if (quoted) {
    const [whole, one = '', other] = quoted;
    const inner = other ?? one;
    const quote = other === undefined ? '""' : "''";
    const value = inner.replace(DOUBLED[quoting], (pair) =>
      quoting === 'quotes' && pair !== quote ? pair : (pair[0] ?? ''),
    );
    return { value, isQuoted: true, next: from + whole.length };
  }
  const end = rest.indexOf(';');
  const value = rest.slice(0, end < 0 ? undefined : end).trim();
  const opens = quoting === 'quotes' ? /^["'{]/ : quoting === 'none' ? /^\{/ : /[{}]/;
  if (opens.test(value) && !isPlaceholder(value)) {
    refuse(`The value of ${name} has braces or quotes that do not enclose it: enclose the whole value`);
  }
  return { value, isQuoted: false, next: end < 0 ? text.length : from + end + 1 };
}
