import type { Break, Change, SnapshotDiff } from '@portolan/contract';

export interface DiffTable {
  schema: string;
  table: string;
  kind: Change['kind'];
  breaks: Break[];
  /** What happened inside a table that is on both sides. */
  changes: Change[];
  /** Of a table that came or went. */
  columns: SnapshotDiff['added'][number]['columns'];
}

/** The tables of a comparison in the order of their names; only what breaks somebody, where that is asked for. */
export function diffTables({ added, removed, changed }: SnapshotDiff, breakingOnly: boolean): DiffTable[] {
  const whole = (kind: Change['kind']) => (one: SnapshotDiff['added'][number]) => ({ ...one, kind, changes: [] });
  const all: DiffTable[] = [
    ...added.map(whole('added')),
    ...removed.map(whole('removed')),
    ...changed.map((one) => ({ ...one, kind: 'changed' as const, columns: [] })),
  ];
  const shown = breakingOnly ? all.filter(({ breaks }) => breaks.length > 0).map(onlyBreaking) : all;
  return shown.toSorted((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function onlyBreaking(table: DiffTable): DiffTable {
  return { ...table, changes: table.changes.filter(({ breaking }) => breaking) };
}

/** What differs above the tables. */
export function databaseChanges({ database }: SnapshotDiff, breakingOnly: boolean): Change[] {
  return breakingOnly ? database.filter(({ breaking }) => breaking) : database;
}

/** Every single thing that breaks somebody: a table that is gone counts as one. */
export function countBreaking(diff: SnapshotDiff): number {
  const inside = diff.changed.flatMap(({ changes }) => changes);
  return [...diff.database, ...inside, ...diff.added, ...diff.removed].filter(({ breaking }) => breaking).length;
}

const GROUPS: Record<string, string> = {
  schemas: 'Schema',
  columns: 'Column',
  foreignKeys: 'Foreign key',
  uniques: 'Unique constraint',
  checks: 'Check',
  exclusions: 'Exclusion',
  indexes: 'Index',
};
const WHOLE: Record<string, string> = {
  catalogs: 'Databases',
  type: 'Type',
  kind: 'Kind',
  comment: 'Comment',
  triggers: 'Triggers',
  policies: 'Policies',
  rowSecurity: 'Row security',
  engine: 'Engine',
  charset: 'Character set',
  collation: 'Collation',
  columnOrder: 'Order of columns',
  primaryKey: 'Primary key',
};
const ASPECTS: Record<string, string> = {
  nativeType: 'type',
  baseType: 'type',
  nullable: 'null',
  onUpdate: 'on update',
  onDelete: 'on delete',
  nullsNotDistinct: 'nulls not distinct',
  setColumns: 'columns set',
  operatorClass: 'operator class',
  withoutOverlaps: 'without overlaps',
};

export interface ChangeWords {
  /** "Column", "Index" */
  what: string;
  name: string;
  /** Which side of it: "type", "keys email descending"; empty for all of it. */
  aspect: string;
}

/** What a path such as `["columns", "email", "nullable"]` is about. */
export function changeWords({ path }: Pick<Change, 'path'>): ChangeWords {
  const [group = '', ...rest] = path;
  const inGroup = GROUPS[group];
  const [name = '', ...aspects] = inGroup ? rest : ['', ...rest];
  const aspect = aspects.map((one) => ASPECTS[one] ?? one).join(' ');
  return { what: inGroup ?? WHOLE[group] ?? group, name, aspect };
}
