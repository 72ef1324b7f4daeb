import type { Change, SnapshotDiff } from '@portolan/contract';

export interface DiffTable {
  schema: string;
  table: string;
  kind: Change['kind'];
  breaking: boolean;
  /** What happened inside a table that is on both sides. */
  changes: Change[];
}

/** The tables of a comparison in the order of their names; only what breaks somebody, where that is asked for. */
export function diffTables({ added, removed, changed }: SnapshotDiff, breakingOnly: boolean): DiffTable[] {
  const all: DiffTable[] = [
    ...added.map(({ schema, table, breaking }) => ({ schema, table, kind: 'added' as const, breaking, changes: [] })),
    ...removed.map(({ schema, table, breaking }) => ({
      schema,
      table,
      kind: 'removed' as const,
      breaking,
      changes: [],
    })),
    ...changed.map((one) => ({ ...one, kind: 'changed' as const })),
  ];
  const shown = breakingOnly ? all.filter(({ breaking }) => breaking).map(onlyBreaking) : all;
  return shown.toSorted((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function onlyBreaking(table: DiffTable): DiffTable {
  return { ...table, changes: table.changes.filter(({ breaking }) => breaking) };
}

/** Every single thing that breaks somebody: a table that is gone counts as one. */
export function countBreaking(diff: SnapshotDiff): number {
  const inside = diff.changed.flatMap(({ changes }) => changes).filter(({ breaking }) => breaking).length;
  return inside + [...diff.added, ...diff.removed].filter(({ breaking }) => breaking).length;
}

const GROUPS: Record<string, string> = {
  columns: 'Column',
  foreignKeys: 'Foreign key',
  uniques: 'Unique constraint',
  checks: 'Check',
  indexes: 'Index',
};
const WHOLE: Record<string, string> = { type: 'Type', kind: 'Kind', comment: 'Comment', primaryKey: 'Primary key' };
const ASPECTS: Record<string, string> = {
  nativeType: 'type',
  nullable: 'null',
  default: 'default',
  generated: 'generated',
  collation: 'collation',
  comment: 'comment',
};

export interface ChangeWords {
  /** "Column", "Index" */
  what: string;
  name: string;
  /** Which side of a column it is about: "type"; empty for all of it. */
  aspect: string;
}

/** What a path such as `columns.email.nullable` is about. Names may have dots in them. */
export function changeWords({ path }: Pick<Change, 'path'>): ChangeWords {
  const [group = '', ...rest] = path.split('.');
  if (rest.length === 0) return { what: WHOLE[group] ?? group, name: '', aspect: '' };
  const aspect = group === 'columns' && rest.length > 1 ? ASPECTS[rest.at(-1) ?? ''] : undefined;
  const name = (aspect ? rest.slice(0, -1) : rest).join('.');
  return { what: GROUPS[group] ?? group, name, aspect: aspect ?? '' };
}

/** A value as it is shown: `nullable` says yes or no in the words of the table view. */
export function changeValue({ path }: Pick<Change, 'path'>, value: string | null): string {
  if (value === null) return 'none';
  if (path.startsWith('columns.') && path.endsWith('.nullable')) return value === 'true' ? 'null' : 'not null';
  return value;
}
