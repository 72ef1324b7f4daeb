import type { Change, ConnectionKind, IndexKey, TableDefinition, TableIndex } from '@portolan/contract';
import { changeOf, type Path } from './change-of.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { diffNamed } from './diff-named.ts';
import { INDEX_OUTCOMES, indexRemoved } from './index-rules.ts';
import type { Outcome } from './outcome.ts';
import { idOf, type Uniqueness } from './uniqueness.ts';
import { same } from './values.ts';

const O = INDEX_OUTCOMES;

/** The indexes of a table, but for those that only carry a key: these come and go with it. */
export function diffIndexes(
  a: TableDefinition,
  b: TableDefinition,
  unique: Uniqueness,
  kind: ConnectionKind | undefined,
): Change[] {
  const carriers = { before: carriersIn(a), after: carriersIn(b) };
  const now = b.indexes ?? [];
  return diffNamed(['indexes'], a.indexes ?? [], now, {
    added: (index) => (index.unique ? unique.between(null, idOf('indexes', index.name)) : O.indexAdded),
    removed: (index) =>
      index.unique ? unique.between(idOf('indexes', index.name), null) : indexRemoved(index, now, kind),
    renamed: O.indexRenamed,
    untold: (index, side) => carriers[side](index),
    changed: (path, before, after) => {
      const id = idOf('indexes', before.name);
      const carries = carriers.before(before) && carriers.after(after);
      const outcome = !carries && (before.unique || after.unique) ? unique.between(id, id) : O.indexBuilt;
      const rules = rulesOf(before, after, { outcome, ignored: indexRemoved(before, now, kind) });
      return [...(carries ? [] : diffColumns(path, before, after, outcome)), ...diffFacts(path, before, after, rules)];
    },
  });
}

function carriersIn({ primaryKey, uniques = [], exclusions = [] }: TableDefinition): (index: TableIndex) => boolean {
  const names = new Set([primaryKey, ...uniques, ...exclusions].map((key) => key?.name));
  return (index) => index.primary || names.has(index.name);
}

type Rules = FactRules<TableIndex>;

function rulesOf(_: TableIndex, __: TableIndex, { outcome, ignored }: Record<'outcome' | 'ignored', Outcome>): Rules {
  return {
    name: 'elsewhere',
    columns: 'elsewhere',
    keys: 'elsewhere',
    unique: outcome,
    primary: 'elsewhere',
    nullsNotDistinct: outcome,
    predicate: outcome,
    valid: outcome,
    include: O.indexBuilt,
    method: O.indexBuilt,
    ignored: (_before, after) => (after.ignored ? ignored : O.indexBuilt),
  };
}

/** Which columns an index is of, or else how each of them is kept in it. */
function diffColumns(path: Path, a: TableIndex, b: TableIndex, outcome: Outcome): Change[] {
  if (!same(a.columns, b.columns)) return [changeOf([...path, 'columns'], a.columns, b.columns, outcome)];
  const rules: FactRules<IndexKey> = {
    column: 'elsewhere',
    expression: outcome,
    descending: O.indexBuilt,
    nulls: O.indexBuilt,
    operatorClass: outcome,
    collation: outcome,
    length: outcome,
  };
  return (a.keys ?? []).flatMap((key, at) => {
    const other = b.keys?.[at];
    return other ? diffFacts([...path, 'keys', a.columns[at] ?? String(at + 1)], key, other, rules) : [];
  });
}
