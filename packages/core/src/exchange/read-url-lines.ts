import { readConnectionText } from '@portolan/contract/connection-text';
import { linesOf } from './lines-of.ts';
import type { ReadRow } from './parsed-row.ts';
import { rowOfText } from './row-of-text.ts';

/** A URL, a connection string or a command line in each line; # begins a comment. */
export function readUrlLines(text: string): ReadRow[] {
  return linesOf(text)
    .filter(({ text }) => !/^\s*(?:#|$)/.test(text))
    .map((one) => {
      const reading = readConnectionText(one.text);
      if (reading && 'found' in reading) return rowOfText(one.line, reading.found);
      const refused = reading ? reading.refused : 'This is no URL or connection string of a database known here';
      return { line: one.line, name: '', refused };
    });
}
