import type { Break, ConnectionKind, DiffInput, SnapshotDiff, TableDefinition } from '@portolan/contract';
import { diffDatabases } from './diff/diff-databases.ts';
import { diffTables } from './diff/diff-tables.ts';
import { breaksOf } from './diff/outcome.ts';
import { TABLE_OUTCOMES } from './diff/table-rules.ts';
import type { InTenant } from './in-tenant.ts';
import { type DifferentTable, readDifference } from './read-difference.ts';

/** What happened to a database between two snapshots, or in what two databases differ: where both could see. */
export async function diffSnapshots(ctx: InTenant, input: DiffInput): Promise<SnapshotDiff> {
  const { a, b, rows: seen, kind, comparable } = await readDifference(ctx, input);
  const database = diffDatabases(a, b, comparable);
  const added = seen.flatMap((row) => (row.before ? [] : toWhole(row, row.after, TABLE_OUTCOMES.tableAdded.breaks)));
  const removed = seen.flatMap((row) =>
    row.after ? [] : toWhole(row, row.before, TABLE_OUTCOMES.tableRemoved.breaks),
  );
  const changed = seen.flatMap((row) => toChanged(row, kind));
  const breaks = breaksOf([...database, ...added, ...removed, ...changed]);
  return { a: a.snapshot, b: b.snapshot, database, added, removed, changed, breaks, breaking: breaks.length > 0 };
}

function toWhole(
  { schema, table, type }: DifferentTable,
  definition: TableDefinition | null,
  breaks: readonly Break[],
): SnapshotDiff['added'] {
  const columns = (definition?.columns ?? []).map((column) => ({
    name: column.name,
    nativeType: column.nativeType,
    type: column.type,
    nullable: column.nullable,
  }));
  return [{ schema, table, type, columns, breaks: [...breaks], breaking: breaks.length > 0 }];
}

function toChanged(row: DifferentTable, kind: ConnectionKind | undefined): SnapshotDiff['changed'] {
  if (!row.before || !row.after) return [];
  const changes = diffTables(row.before, row.after, kind);
  // Two versions of this product may have kept the same table otherwise.
  if (changes.length === 0) return [];
  const breaks = breaksOf(changes);
  return [{ schema: row.schema, table: row.table, changes, breaks, breaking: breaks.length > 0 }];
}
