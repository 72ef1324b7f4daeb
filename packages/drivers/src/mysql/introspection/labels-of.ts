/** What the catalogue writes for a character that it does not write as itself. */
const ESCAPED: Record<string, string> = { '0': '\0', n: '\n', r: '\r', Z: '\x1a' };

/** The labels of `enum('a','it''s')` or `set(...)`; null for every other type. */
export function labelsOf(columnType: string): string[] | null {
  if (!/^(?:enum|set)\(/.test(columnType)) return null;
  return Array.from(columnType.matchAll(/'((?:[^'\\]|''|\\.)*)'/gs), ([, text = '']) =>
    text.replaceAll(/''|\\(.)/gs, (whole, character?: string) =>
      character === undefined ? whole.slice(1) : (ESCAPED[character] ?? character),
    ),
  );
}
