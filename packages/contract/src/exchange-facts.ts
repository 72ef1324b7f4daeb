// Forms that connections travel in, without any schema: a page tells them before it asks anybody.

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export const IMPORT_FORMATS = ['csv', 'json', 'urls', 'dbeaver', 'pgpass', 'pg_service', 'env'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What fits into one request, with what JSON adds to it. */
export const IMPORT_TEXT_MAX = 1_000_000;
export const IMPORT_ROWS_MAX = 5_000;

const COMMENT = /^\s*(?:#|;|\/\/|$)/;
const URL_LINE = /^\s*["']?(?:jdbc:)?[a-z][a-z0-9+.:-]*:\/\/\S/i;
const ENV_LINE = /^\s*(?:export\s+)?[A-Za-z_]\w*\s*=/;
const SECTION = /^\s*\[[^[\]{}",]+\]\s*$/;
/** Four colons that no backslash escapes, and something behind them. */
const PGPASS_LINE = /^(?:(?:\\.|[^\\:])*:){4}./;
const HEADER = /(?:^|[,;\t])\s*"?(?:name|host|db ?type|type)"?\s*(?:[,;\t]|$)/i;

/** Which form a text has; null where it has none of them, or could have several. */
export function detectImportFormat(text: string): ImportFormat | null {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (/^[[{]/.test(plain)) {
    const value = parsed(plain);
    if (value !== undefined) return jsonForm(value);
  }
  const lines = plain.split(/\r\n|\r|\n/).filter((line) => !COMMENT.test(line));
  const [first = ''] = lines;
  if (SECTION.test(first)) return 'pg_service';
  if (lines.length > 0 && lines.every((line) => URL_LINE.test(line))) return 'urls';
  if (/[,;\t]/.test(first) && HEADER.test(first)) return 'csv';
  if (lines.length > 0 && lines.every((line) => PGPASS_LINE.test(line)) && !ENV_LINE.test(first)) return 'pgpass';
  return ENV_LINE.test(first) ? 'env' : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** DBeaver keeps connections under their ids, we in a list. */
function jsonForm(value: unknown): ImportFormat {
  const connections = (value as { connections?: unknown }).connections;
  return typeof connections === 'object' && connections !== null && !Array.isArray(connections) ? 'dbeaver' : 'json';
}
