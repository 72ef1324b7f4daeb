import { refuse } from './refusal.ts';

const WORD = /\s*((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+)/gsy;
const PIECE = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^'"\\]+)/gs;
const EXPANDED = /(?<!\\)(?:\$[\w{(!?@*$]|`)/;

/** The words of a command line as a POSIX shell takes them. What it would put in place of a variable is not known. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  const trimmed = text
    .trim()
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s*;$/, '');
  WORD.lastIndex = 0;
  let end = 0;
  for (let match = WORD.exec(trimmed); match; match = WORD.exec(trimmed)) {
    words.push(unquoted(match[1] ?? ''));
    end = WORD.lastIndex;
  }
  if (end < trimmed.length) refuse('A quote of the command is not closed');
  return words;
}

function unquoted(word: string): string {
  return word.replace(PIECE, (_, single?: string, double?: string, escaped?: string, bare?: string) => {
    if (single !== undefined) return single;
    if (escaped !== undefined) return escaped;
    if (EXPANDED.test(double ?? bare ?? '')) refuse('There is a variable in it, which only your shell knows');
    return bare ?? (double ?? '').replace(/\\(["\\$`])/g, '$1');
  });
}
