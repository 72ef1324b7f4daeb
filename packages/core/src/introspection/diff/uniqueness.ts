import type { ConnectionKind, TableDefinition, TableIndex } from '@portolan/contract';
import { NOBODY, type Outcome, type Outcomes, READ, together, WRITE } from './outcome.ts';

export const UNIQUE_OUTCOMES = {
  stricter: { breaks: WRITE, reason: 'no two rows may be alike in it, which was allowed' },
  looser: { breaks: READ, reason: 'rows may be alike in it, which was not allowed' },
  noUpsert: { breaks: WRITE, reason: 'an upsert finds no key of these columns' },
  asBefore: { breaks: NOBODY, reason: 'no two rows may be alike in it, as before' },
} satisfies Outcomes;

const O = UNIQUE_OUTCOMES;

/** That no two rows are alike in some columns, whatever says so: a primary key, a constraint, an index. */
export interface Guarantee {
  /** Columns and expressions, with how they are compared; each with the length of a prefix. */
  parts: ReadonlyMap<string, number>;
  predicate: string | null;
  nullsAlike: boolean;
  /** An upsert can go by it. */
  arbiter: boolean;
  /** In the last of its columns, rows must not even overlap. */
  period: boolean;
}

type Side = 'before' | 'after';

/** Weighs what is unique before and after, so that it does not matter what it is called and how it is done. */
export class Uniqueness {
  readonly #all: Record<Side, Map<string, Guarantee>>;
  readonly #kind: ConnectionKind | undefined;

  constructor(a: TableDefinition, b: TableDefinition, kind: ConnectionKind | undefined) {
    this.#all = { before: guaranteesOf(a), after: guaranteesOf(b) };
    this.#kind = kind;
  }

  /** What it comes to that `id` of before is `other` now; null where there is none on one side. */
  between(id: string | null, other: string | null): Outcome {
    const before = id === null ? undefined : this.#all.before.get(id);
    const after = other === null ? undefined : this.#all.after.get(other);
    const outcomes: Outcome[] = [];
    if (after && !this.#some('before', (one) => implies(one, after))) outcomes.push(O.stricter);
    if (before && !this.#some('after', (one) => implies(one, before))) outcomes.push(O.looser);
    if (before?.arbiter && !this.#some('after', (one) => this.#replaces(one, before))) outcomes.push(O.noUpsert);
    return together(outcomes, O.asBefore);
  }

  /** Columns whose comparison decides about uniqueness on both sides. */
  columns(): ReadonlySet<string> {
    const keys = (side: Side) => [...this.#all[side].values()].flatMap(({ parts }) => [...parts.keys()].map(columnIn));
    const before = new Set(keys('before'));
    return new Set(keys('after').filter((name) => before.has(name)));
  }

  #some(side: Side, holds: (one: Guarantee) => boolean): boolean {
    return [...this.#all[side].values()].some(holds);
  }

  /** Whether an upsert that went by `old` goes by `now`: PostgreSQL asks for the very columns, others for any key. */
  #replaces(now: Guarantee, old: Guarantee): boolean {
    if (!now.arbiter) return false;
    if (this.#kind !== 'postgresql') return implies(now, old);
    const alike = now.parts.size === old.parts.size && [...old.parts.keys()].every((part) => now.parts.has(part));
    return alike && (now.predicate === null || now.predicate === old.predicate);
  }
}

/** Whether rows that keep to `strong` keep to `weak`. */
function implies(strong: Guarantee, weak: Guarantee): boolean {
  const within = [...strong.parts].every(([part, length]) => (weak.parts.get(part) ?? 0) >= length);
  if (!within || strong.period !== weak.period) return false;
  return (strong.predicate === null || strong.predicate === weak.predicate) && (strong.nullsAlike || !weak.nullsAlike);
}

/** By where they stand: `primaryKey`, `["uniques","name"]`. Facts may be absent in what is stored. */
function guaranteesOf(table: TableDefinition): Map<string, Guarantee> {
  const found = new Map<string, Guarantee>();
  const keys = [table.primaryKey && ([PRIMARY, table.primaryKey] as const)];
  const uniques = (table.uniques ?? []).map((key) => [idOf('uniques', key.name), key] as const);
  for (const entry of [...keys, ...uniques]) {
    const [id, key] = entry ?? [];
    if (!id || !key || key.enforced === false) continue;
    found.set(id, {
      parts: new Map(key.columns.map((column) => [JSON.stringify([column]), Infinity])),
      predicate: null,
      nullsAlike: id === PRIMARY || (key.nullsNotDistinct ?? false),
      arbiter: (key.deferrable ?? 'no') === 'no' && !key.withoutOverlaps,
      period: key.withoutOverlaps ?? false,
    });
  }
  // An index that bears the name of a key is that key.
  const named = new Set([table.primaryKey?.name, ...(table.uniques ?? []).map(({ name }) => name)]);
  for (const index of table.indexes ?? []) {
    if (!index.unique || index.primary || named.has(index.name)) continue;
    found.set(idOf('indexes', index.name), {
      parts: partsOf(index),
      predicate: index.predicate,
      nullsAlike: index.nullsNotDistinct ?? false,
      arbiter: index.valid ?? true,
      period: false,
    });
  }
  return found;
}

export const PRIMARY = 'primaryKey';
export const idOf = (group: 'uniques' | 'indexes', name: string) => JSON.stringify([group, name]);

/** A part is a column or an expression, with the collation and operator class by which it compares. */
function partsOf({ columns, keys }: TableIndex): Map<string, number> {
  if (!keys) return new Map(columns.map((column) => [JSON.stringify([column]), Infinity]));
  return new Map(
    keys.map(({ column, expression, collation, operatorClass, length }) => {
      const own = collation || operatorClass ? [collation, operatorClass] : [];
      return [JSON.stringify([column ?? expression, ...own]), length ?? Infinity];
    }),
  );
}

const columnIn = (part: string): string => JSON.parse(part)[0];
