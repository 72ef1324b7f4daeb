const PAIRS: Record<string, string> = { ')': '(', ']': '[' };

/**
 * Whether a text of a database can stand inside of a statement: brackets and quotes are closed, and outside of quotes
 * nothing ends the statement or hides the rest of it. Servers are strangers: what they call a default may be anything.
 */
export function isOneExpression(text: string, { backslashes }: { backslashes: boolean }): boolean {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const found = text[at] as string;
    if (found === "'" || found === '"' || found === '`') {
      const end = closing(text, at, backslashes || (found === "'" && /(?:^|[^\w$])[eE]$/.test(text.slice(0, at))));
      if (end < 0) return false;
      at = end;
    } else if (found === '(' || found === '[') open.push(found);
    else if (found in PAIRS) {
      if (open.pop() !== PAIRS[found]) return false;
    } else if (found === ';' || /^(?:--|\/\*|#|\$\w*\$|\\)/.test(text.slice(at, at + 64)) || found === '\0') {
      if (backslashes || !isOperator(text, at)) return false;
    }
  }
  return text.trim() !== '' && open.length === 0;
}

/** PostgreSQL has operators with # in them, where others begin a comment. */
function isOperator(text: string, at: number): boolean {
  return text[at] === '#' && /[-<>=@&|#?]/.test(text[at + 1] ?? text[at - 1] ?? '');
}

/** Where a quoted part ends, or -1. A doubled quote stands for itself, and so may one behind a backslash. */
function closing(text: string, start: number, backslashes: boolean): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (backslashes && text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}
