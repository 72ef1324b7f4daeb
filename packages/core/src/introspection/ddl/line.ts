/** A line of a draft: a statement, or a note that says what the draft does not do. */
export type Line = { kind: 'sql'; text: string } | { kind: 'note'; text: string };

export const sql = (text: string): Line => ({ kind: 'sql', text });
export const note = (text: string): Line => ({ kind: 'note', text });

/** As text that a database can run: a note is a comment of one line, whatever the names in it hold. */
export function printed(lines: readonly Line[]): string {
  return lines.map((line) => (line.kind === 'sql' ? `${line.text};` : `-- ${oneLine(line.text)}`)).join('\n');
}

/** Nothing in it ends the line, for any reader of lines. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
