import { randomUUID } from 'node:crypto';
import type { SqlContext } from './catalogue.ts';
import type { ResultColumn } from './options.ts';

interface Wire {
  columns: ResultColumn[];
  rows: unknown[][];
  chunks?: { url: string; rowCount: number }[];
  parameters: { name: string; value: unknown }[];
  context: SqlContext;
}

/** The client needs these to print times. */
const FORMATS = Object.entries({
  TIMEZONE: 'UTC',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: '',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: '',
  TIMESTAMP_TZ_OUTPUT_FORMAT: '',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  BINARY_OUTPUT_FORMAT: 'HEX',
}).map(([name, value]) => ({ name, value }));

const cell = (value: unknown) => (value === null || value === undefined ? null : String(value));

/** Rows as they travel: every value is text. */
export const wireRows = (rows: unknown[][]) => rows.map((row) => row.map(cell));

/** A result as Snowflake answers it. */
export function resultData({ columns, rows, chunks, parameters, context }: Wire, queryId: string = randomUUID()) {
  const more = chunks?.reduce((sum, { rowCount }) => sum + rowCount, 0) ?? 0;
  return {
    parameters: [...FORMATS, ...parameters],
    rowtype: columns.map(({ name, type }) => ({
      name,
      type,
      database: '',
      schema: '',
      table: '',
      nullable: true,
      collation: null,
      scale: type === 'fixed' ? 0 : null,
      precision: type === 'fixed' ? 38 : null,
      length: type === 'text' ? 16_777_216 : null,
      byteLength: type === 'text' ? 16_777_216 : null,
    })),
    rowset: wireRows(rows),
    ...(chunks ? { chunks: chunks.map((one) => ({ ...one, uncompressedSize: 1, compressedSize: 1 })) } : {}),
    total: rows.length + more,
    returned: rows.length + more,
    queryId,
    databaseProvider: null,
    finalDatabaseName: context.database,
    finalSchemaName: context.schema,
    finalWarehouseName: context.warehouse,
    finalRoleName: context.role,
    numberOfBinds: 0,
    arrayBindSupported: false,
    statementTypeId: 4096,
    version: 1,
    sendResultTime: Date.now(),
    queryResultFormat: 'json',
  };
}
