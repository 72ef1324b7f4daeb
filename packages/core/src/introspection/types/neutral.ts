/** Controls, halves of characters and what turns the direction of writing: none of it is seen where it stands. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** First words by which tools take orders. */
const ORDER =
  /^\W*(?:biome|c8|deno|dprint|eslint|exported|flow|globals?|istanbul|jscs|jshint|jslint|node:coverage|oxlint|prettier|region|endregion|rome|standard|stryker|stylelint|swc|ts|tslint|v8|vite|vitest|webpack)\b/i;

const escaped = (text: string) =>
  text.replace(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A text as a string literal, whatever is in it. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A comment as JSDoc, indented; nothing for none. Of what tools or compilers obey, nothing is left in one piece. */
export function docOf(comment: string | null, indent = ''): string {
  if (!comment) return '';
  const lines = comment.split(/\r\n|[\r\n\u2028\u2029]/).map(neutral);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function neutral(line: string): string {
  const text = escaped(line.replaceAll('\t', ' '))
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/\\*')
    // A tag, a pragma, a directive; an address keeps its sign.
    .replace(/(?<![\p{L}\p{N}])@(?=\S)|@(?=jsx|ts-)/giu, '@ ')
    .replace(/source(?:Mapping)?URL(?==)/gi, '$& ')
    .replace(/\/{3,}/g, (slashes) => [...slashes].join(' '))
    .replace(/__PURE__|__NO_SIDE_EFFECTS__/g, (word) => word.replaceAll('__', '_ _'));
  const plain = text.endsWith('/') || text.endsWith('*') ? `${text} ` : text;
  return ORDER.test(plain) || /^[\W_]*#(?:end)?region/i.test(plain) ? `"${plain.trim()}"` : plain;
}
