import type { Break, Change, SnapshotDiff } from '@portolan/contract';
import { t } from './diff-texts.ts';

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

/** After these facts stand so many names, which are nobody's words. */
const NAMES_AFTER: Record<string, number> = { attributes: 1, domains: 2, checks: 1, keys: 1 };

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
  const { groups, wholes } = t();
  const inGroup = wordFor(groups, group);
  const [name = '', ...aspects] = inGroup ? rest : ['', ...rest];
  return { what: inGroup ?? wordFor(wholes, group) ?? group, name, aspect: aspectOf(aspects) };
}

const wordFor = (words: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(words, key) ? words[key] : undefined;

function aspectOf(path: readonly string[]): string {
  const { facts } = t();
  let names = 0;
  const told = path.map((one) => {
    if (names > 0) {
      names -= 1;
      return one;
    }
    names = NAMES_AFTER[one] ?? 0;
    return wordFor(facts, one) ?? one;
  });
  return told.join(' ');
}
