import type { DataConnectionRow } from '@portolan/db';
import { destinationOf } from '../connections/index.ts';

/** What a snapshot was read from: a connection that points elsewhere now has none. */
export function readDestination(row: DataConnectionRow): string {
  return JSON.stringify([destinationOf({ ...row, options: row.options ?? null }), row.databaseName ?? null]);
}
