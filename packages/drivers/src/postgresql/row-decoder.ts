import { decoderFor } from './decoder-for.ts';

/** Rows as the server's own bytes: it refuses a whole answer for one byte that UTF-8 has nothing for. */
export interface RowDecoder {
  wrap(sql: string): string;
  rows<Row>(rows: unknown[]): Row[];
  text(bytes: Uint8Array): string;
}

const PLAIN: RowDecoder = {
  wrap: (sql) => sql,
  rows: <Row>(rows: unknown[]) => rows as Row[],
  text: (bytes) => new TextDecoder().decode(bytes),
};

/** For statements whose values are text, numbers, truth and JSON. */
export function rowDecoder(encoding: string): RowDecoder {
  const text = decoderFor(encoding);
  if (text === null) return PLAIN;
  return {
    text,
    wrap: (sql) => `
      select pg_catalog.convert_to(pg_catalog.row_to_json(q)::pg_catalog.text,
        pg_catalog.current_setting('server_encoding')) as bytes
      from (${sql}) q`,
    rows: <Row>(rows: unknown[]) => rows.map((row) => parsed(row, text) as Row),
  };
}

function parsed(row: unknown, text: (bytes: Uint8Array) => string): unknown {
  const bytes = typeof row === 'object' && row !== null && 'bytes' in row ? row.bytes : null;
  if (!(bytes instanceof Uint8Array)) return null;
  try {
    return JSON.parse(text(bytes));
  } catch {
    return null;
  }
}
