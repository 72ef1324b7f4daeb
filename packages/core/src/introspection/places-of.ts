import { type AddressedTable, DiagnosisError, type KnownTable, type TablesJson } from '@portolan/drivers';
import type { KeptTables } from './kept-tree.ts';

/**
 * The places of a page's tables: those that are known as they were kept, null where a table is told and yet to be stored.
 * Pages come from a process that talks to strangers: one that names what it was not given is refused. Throws
 * DiagnosisError.
 */
export function placesOf({ json, count, known }: TablesJson, kept: KeptTables): (AddressedTable | null)[] {
  if (!isCount(count)) throw makesNoSense();
  // None is known: a table takes more than a character to tell.
  if (known.length === 0 && count <= json.length) return Array.from({ length: count }, () => null);
  if (known.length !== count) throw makesNoSense();
  return known.map((table) => table && asKept(table, kept));
}

/** Of a known table only what was measured is taken from who tells it. */
function asKept({ hash, columns, rowEstimate, sizeBytes }: KnownTable, kept: KeptTables): AddressedTable {
  const table = kept.get(hash);
  if (!table || !isCount(columns) || !isStatistic(rowEstimate) || !isStatistic(sizeBytes)) throw makesNoSense();
  return { ...table, columns, rowEstimate, sizeBytes };
}

export function makesNoSense(): DiagnosisError {
  return new DiagnosisError('QUERY_FAILED', 'What was told of the tables makes no sense', []);
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

const isStatistic = (value: number | null) => value === null || Number.isFinite(value);
