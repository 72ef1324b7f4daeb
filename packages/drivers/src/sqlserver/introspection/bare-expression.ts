/** Strings, quoted names and comments, whose parentheses count for nothing, or one parenthesis. */
const PARTS = /'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[()]/g;

/** An expression without the parentheses that SQL Server puts around it: `((0))` is `0`, `((1)+(2))` is `(1)+(2)`. */
export function bareExpression(definition: string | null): string | null {
  if (definition === null) return null;
  let bare = definition;
  while (isWrapped(bare)) bare = bare.slice(1, -1);
  return bare;
}

/** Whether the first parenthesis is closed by the last character. */
function isWrapped(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (depth === 0) return index === text.length - 1;
  }
  return false;
}
