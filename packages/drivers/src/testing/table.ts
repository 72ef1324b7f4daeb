import { type MeasuredTable, PLAIN_TABLE } from '@portolan/contract';

/** A table as a server may have it, with a comment of its own. */
export function tableOf(comment: string | null = null): MeasuredTable {
  const head = { schema: 'public', name: 't', type: 'table' as const, kind: 'BASE TABLE', comment };
  const keys = { primaryKey: null, foreignKeys: [], uniques: [], checks: [], indexes: [] };
  return { ...PLAIN_TABLE, ...head, rowEstimate: null, sizeBytes: null, columns: [], ...keys };
}
