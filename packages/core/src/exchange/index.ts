export { type ConnectionRecord, toRecord } from './connection-record.ts';
export { isRefused, type ParsedRow, type ReadRow, type RefusedRow } from './parsed-row.ts';
export { readImport } from './read-import.ts';
export { writeFile } from './write-file.ts';
