import type { MeasuredTable, SnapshotWarning } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import { isCleanTable, isTable } from './is-table.ts';
import { washTable } from './wash-table.ts';

/**
 * Tables as a server told them, looked at before they are believed. A text that cannot be kept costs itself and a
 * warning. Fails QUERY_FAILED.
 */
export function checkedTables(tables: readonly unknown[]): { tables: MeasuredTable[]; warnings: SnapshotWarning[] } {
  const checked: MeasuredTable[] = [];
  const warnings: SnapshotWarning[] = [];
  for (const table of tables) {
    if (isCleanTable(table)) {
      checked.push(table);
      continue;
    }
    const washed = washTable(table);
    if (!isTable(washed.table)) throw strangeCatalogue();
    checked.push(washed.table);
    warnings.push(...washed.warnings);
  }
  return { tables: checked, warnings };
}

/** The server answers queries and yet its catalogue cannot be read. */
export function strangeCatalogue(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The catalogue of the server answered something that makes no sense',
    'Check with the owner of the connection what server and which version this is',
    'query',
  );
}
