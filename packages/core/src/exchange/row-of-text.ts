import type { ConnectionText } from '@portolan/contract/connection-text';
import { nameOf } from './name-of.ts';
import type { ParsedRow } from './parsed-row.ts';

/** What the reader of connection texts has found, as a row. */
export function rowOfText(line: number, found: ConnectionText, name?: string): ParsedRow {
  const { dbType, host, port, databaseName, username, credential, sslMode, options, left } = found;
  const called = name || nameOf(found);
  // HTTPS is always verified, and has no mode to choose.
  const hasMode = dbType !== 'databricks' && dbType !== 'snowflake';
  const all = { ...options, ...(sslMode && hasMode ? { sslMode } : {}) };
  return {
    line,
    name: called,
    fields: {
      name: called,
      dbType,
      host,
      port,
      ...(databaseName === null ? {} : { databaseName }),
      ...(username === null ? {} : { username }),
      ...(sslMode && hasMode ? { useSsl: sslMode !== 'disable' } : {}),
      ...(Object.keys(all).length > 0 ? { options: all } : {}),
    },
    ...(credential ? { secret: credential } : {}),
    someOptions: true,
    notes: left.map(({ name, why }) => `${name} is left out${why ? ` (${why})` : ''}`),
  };
}
