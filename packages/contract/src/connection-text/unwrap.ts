import { refuse } from './refusal.ts';
import { shellWords } from './shell-words.ts';

const QUOTES = /^(["'`])(.*)\1(?:[,;]|\s+(?:#|\/\/|--).*)?$/s;
/** What mail, chats and documents put around a URL: angle brackets (RFC 3986, C), and quotes as printers set them. */
const ENCLOSED = /^(?:<(?:URL:)?(.*)>|[“„](.*)[”“]|[‘‚](.*)[’‘]|«(.*)»)$/is;
const ASSIGNMENT =
  /^(export\s+|(?:const|let|var|val)\s+|set\s+|setenv\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*(.+?)$/s;
/** What a connection begins with, so that what stands before it is the name of a variable. */
const BEGINNING =
  /^(?:["'`<“„‘‚«]\s*)?(?:[a-z][\w+-]*:)+\/\/|^["']?(?:driver|server|host|data source|account|dbname|user)\s*=[^;=]+[;\s]\s*\w+/i;
const VARIABLE = /\$\{|\$\(|\{\{/;

/** The text inside of quotes, and behind `export DATABASE_URL=` or a key of a settings file. */
export function unwrap(raw: string): string {
  const text = raw.trim().replace(/^[$>#%]\s+/, '');
  const [, shell, value] = ASSIGNMENT.exec(text) ?? [];
  if (value === undefined || !BEGINNING.test(value) || BEGINNING.test(text)) return unquote(text);
  if (shell?.startsWith('export')) {
    const [word = '', ...more] = shellWords(value.replace(/;\s*$/, ''));
    return more.length > 0 ? refuse('There is more behind the value') : word;
  }
  const inner = unquote(value);
  if (/^"/.test(value) && /\\["$\\]/.test(inner))
    refuse('There is a backslash in the quotes, which some read and some do not');
  return inner;
}

function unquote(text: string): string {
  const [, ...enclosed] = ENCLOSED.exec(text) ?? [];
  const inner = (QUOTES.exec(text)?.[2] ?? enclosed.find((part) => part !== undefined) ?? text).trim();
  const isText = BEGINNING.test(inner);
  return isText && VARIABLE.test(inner.replace(/:\$\{[^{}]*\}@/, ':@'))
    ? refuse('There is a variable in the text, which only your machine knows')
    : inner;
}
