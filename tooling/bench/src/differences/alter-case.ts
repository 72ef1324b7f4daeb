import type { Break } from '@portolan/contract';

/** One change of a table `t`, and the statements of those who worked with it before. */
export interface AlterCase {
  what: string;
  before: string;
  change: string;
  /** Statements that succeed before the change, each on an empty table. The first makes the row that is there when it comes. */
  writes: string[];
  /** Queries beside those that ask for every column. */
  reads: string[];
  /** No row is there when the change comes: it could not be made. */
  empty: boolean;
  /** Whom it breaks by definition: what no row and no statement can show. */
  byDefinition: readonly Break[];
}

type Given = Partial<Pick<AlterCase, 'reads' | 'byDefinition' | 'empty'>>;

/** A change of anything. */
export function alters(
  what: string,
  before: string,
  change: string,
  writes: string[] = [],
  { reads = [], byDefinition = [], empty = false }: Given = {},
): AlterCase {
  return { what, before, change, writes, reads, byDefinition, empty };
}

/** The values of a column `a`, as literals: the first is in the row that is there, all of them are written and asked for. */
function withValues(what: string, [before, change]: [string, string], values: string[], given: Given): AlterCase {
  const writes = values.map((value, at) => `insert into t (id, a) values (${at + 1}, ${value})`);
  const reads = values.filter((value) => value !== 'null').map((value) => `select id from t where a = ${value}`);
  return alters(what, before, change, writes, { reads, ...given });
}

/** A column of PostgreSQL that gets another type; `types` is what must be made before. */
export function retyped(from: string, to: string, values: string[], given: Given & { types?: string } = {}): AlterCase {
  const { types = '', ...rest } = given;
  const before = `${types}; create table t (id int primary key, a ${from})`;
  const change = `alter table t alter a type ${to} using a::text::${to}`;
  return withValues(`${from} -> ${to}`, [before, change], values, rest);
}

/** A column of MariaDB that is defined anew. */
export function modified(from: string, to: string, values: string[], given: Given = {}): AlterCase {
  const before = `create table t (id int primary key, a ${from})`;
  return withValues(`${from} -> ${to}`, [before, `alter table t modify a ${to}`], values, given);
}
