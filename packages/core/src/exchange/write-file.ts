import type { ConnectionsFile } from '@portolan/contract';
import Papa from 'papaparse';
import type { ConnectionRecord } from './connection-record.ts';
import { COLUMNS } from './csv-columns.ts';
import { guarded } from './formula-guard.ts';

/** The connections as a file that an import takes back as it is. */
export function writeFile(records: readonly ConnectionRecord[], format: ConnectionsFile['format']): string {
  return format === 'json' ? writeJson(records) : writeCsv(records);
}

function writeJson(connections: readonly ConnectionRecord[]): string {
  return `${JSON.stringify({ connections }, null, 2)}\n`;
}

function writeCsv(records: readonly ConnectionRecord[]): string {
  const header = COLUMNS.map(({ name }) => name);
  const rows = records.map((record) => COLUMNS.map((column) => guarded(column.write(record))));
  return `${Papa.unparse([header, ...rows], { newline: '\r\n' })}\r\n`;
}
