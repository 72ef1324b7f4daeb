import { detectImportFormat, IMPORT_ROWS_MAX, type ImportFormat } from '@portolan/contract';
import { invalid } from '../errors.ts';
import type { ReadRow } from './parsed-row.ts';
import { readDbeaver } from './read-dbeaver.ts';
import { readEnv } from './read-env.ts';
import { readOwnCsv } from './read-own-csv.ts';
import { readOwnJson } from './read-own-json.ts';
import { readPgService } from './read-pg-service.ts';
import { readPgpass } from './read-pgpass.ts';
import { readUrlLines } from './read-url-lines.ts';

const READERS: Record<ImportFormat, (text: string) => ReadRow[]> = {
  csv: readOwnCsv,
  json: readOwnJson,
  urls: readUrlLines,
  dbeaver: readDbeaver,
  pgpass: readPgpass,
  pg_service: readPgService,
  env: readEnv,
};

/** What a text of some form says of connections, row by row; a text that as a whole is of no form is refused. */
export function readImport(text: string, wanted: ImportFormat | 'auto'): { format: ImportFormat; rows: ReadRow[] } {
  const plain = text.replace(/^\uFEFF/, '');
  const format = wanted === 'auto' ? detectImportFormat(plain) : wanted;
  if (!format) throw invalid('format', 'The text does not show what form it has: name one');
  const rows = READERS[format](plain);
  if (rows.length > IMPORT_ROWS_MAX) throw invalid('text', `There are more than ${IMPORT_ROWS_MAX} rows: split it`);
  return { format, rows };
}
