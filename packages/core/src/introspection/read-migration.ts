import type { DiffInput, Migration, TableDefinition } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { completeDefinition } from './complete-definition.ts';
import { type Difference, dialectOf, draftMigration } from './ddl/index.ts';
import { type DifferentTable, type Found, readDifference } from './read-difference.ts';

/** A draft of the statements that lead from the one snapshot to the other. */
export async function readMigration(ctx: TenantContext, input: DiffInput): Promise<Migration> {
  const { a, b, rows, kind, comparable } = await readDifference(ctx, input);
  const dialect = dialectOf(kind);
  if (!dialect) throw invalid('b', 'Migrations are drafted between two snapshots of PostgreSQL, or two of MySQL');
  const names = ({ schemas }: Found) =>
    schemas.filter(({ name, isSystem }) => !isSystem && comparable(name)).map(({ name }) => name);
  const [before, after] = [names(a), names(b)];
  const schemas = {
    added: after.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !after.includes(name)),
  };
  const title = `From the snapshot of ${a.snapshot.takenAt} to that of ${b.snapshot.takenAt}.`;
  const sql = draftMigration({ schemas, ...parted(rows) }, dialect, title);
  return { dialect: dialect.name, sql, partly: sql.includes('-- Not covered') };
}

function parted(rows: readonly DifferentTable[]): Omit<Difference, 'schemas'> {
  const added: TableDefinition[] = [];
  const removed: TableDefinition[] = [];
  const changed: Difference['changed'][number][] = [];
  for (const row of rows) {
    const [before, after] = [row.before && completeDefinition(row.before), row.after && completeDefinition(row.after)];
    if (before && after) changed.push({ before, after });
    else if (after) added.push(after);
    else if (before) removed.push(before);
  }
  return { added, removed, changed };
}
