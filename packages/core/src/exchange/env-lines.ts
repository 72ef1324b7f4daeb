import { linesOf } from './lines-of.ts';

export interface Variable {
  line: number;
  name: string;
  value: string;
}

const LINE = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*[=:]\s*(.*)$/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** The variables of a `.env` file; the last of a name counts. A # after a blank ends a value that is not quoted. */
export function envLines(text: string): Variable[] {
  const variables = new Map<string, Variable>();
  for (const { line, text: raw } of linesOf(text)) {
    const [, name, rest = ''] = /^\s*#/.test(raw) ? [] : (LINE.exec(raw) ?? []);
    if (name) variables.set(name, { line, name, value: unquoted(rest) });
  }
  return [...variables.values()];
}

function unquoted(rest: string): string {
  const single = /^'([^']*)'\s*(?:#.*)?$/.exec(rest)?.[1];
  if (single !== undefined) return single;
  const double = /^"((?:\\.|[^"\\])*)"\s*(?:#.*)?$/.exec(rest)?.[1];
  if (double !== undefined) return double.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  return rest.replace(/\s+#.*$/, '').trim();
}
