import type { Change, Exclusion, ForeignKey, KeyColumns } from '@portolan/contract';
import { changeOf, type Path, renaming } from './change-of.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { diffNamed } from './diff-named.ts';
import {
  deferrableChanged,
  EXCLUSION_OUTCOMES,
  FOREIGN_KEY_OUTCOMES,
  foreignKeyAdded,
  KEY_OUTCOMES,
  ruleChanged,
} from './key-rules.ts';
import { type Outcome, together } from './outcome.ts';
import { idOf, PRIMARY, type Uniqueness } from './uniqueness.ts';

/** The primary key: each table has one, so that its name does not tell it from others. */
export function diffPrimaryKey(a: KeyColumns | null, b: KeyColumns | null, unique: Uniqueness): Change[] {
  const path = [PRIMARY];
  if (!a || !b) return a || b ? [changeOf(path, a, b, unique.between(a && PRIMARY, b && PRIMARY))] : [];
  const renamed = a.name === b.name ? [] : [renaming(path, a.name, b.name, KEY_OUTCOMES.keyRenamed)];
  return [...renamed, ...diffKey(path, a, b, unique.between(PRIMARY, PRIMARY))];
}

export function diffUniques(a: readonly KeyColumns[], b: readonly KeyColumns[], unique: Uniqueness): Change[] {
  const id = ({ name }: KeyColumns) => idOf('uniques', name);
  return diffNamed(['uniques'], a, b, {
    added: (key) => unique.between(null, id(key)),
    removed: (key) => unique.between(id(key), null),
    renamed: KEY_OUTCOMES.keyRenamed,
    changed: (path, before, after) => diffKey(path, before, after, unique.between(id(before), id(after))),
  });
}

function diffKey(path: Path, a: KeyColumns, b: KeyColumns, outcome: Outcome): Change[] {
  const rules: FactRules<KeyColumns> = {
    name: 'elsewhere',
    columns: outcome,
    nullsNotDistinct: outcome,
    enforced: outcome,
    withoutOverlaps: outcome,
    deferrable: (before, after) =>
      outcome.breaks.length === 0
        ? deferrableChanged(before, after)
        : together([deferrableChanged(before, after), outcome], outcome),
  };
  return diffFacts(path, a, b, rules);
}

const FOREIGN_KEY_RULES: FactRules<ForeignKey> = {
  name: 'elsewhere',
  columns: FOREIGN_KEY_OUTCOMES.pointsElsewhere,
  references: FOREIGN_KEY_OUTCOMES.pointsElsewhere,
  onUpdate: (before, after) => ruleChanged(before.onUpdate, after.onUpdate),
  onDelete: (before, after) => ruleChanged(before.onDelete, after.onDelete),
  match: (_, after) => (after.match === 'FULL' ? FOREIGN_KEY_OUTCOMES.matchFull : FOREIGN_KEY_OUTCOMES.matchSimple),
  setColumns: FOREIGN_KEY_OUTCOMES.setColumns,
  deferrable: deferrableChanged,
  enforced: (_, after) =>
    after.enforced ? FOREIGN_KEY_OUTCOMES.foreignKeyEnforced : FOREIGN_KEY_OUTCOMES.foreignKeyRelaxed,
  validated: FOREIGN_KEY_OUTCOMES.foreignKeyValidated,
  period: FOREIGN_KEY_OUTCOMES.pointsElsewhere,
};

export function diffForeignKeys(a: readonly ForeignKey[], b: readonly ForeignKey[]): Change[] {
  return diffNamed<ForeignKey>(['foreignKeys'], a, b, {
    added: foreignKeyAdded,
    removed: () => FOREIGN_KEY_OUTCOMES.foreignKeyRemoved,
    renamed: FOREIGN_KEY_OUTCOMES.foreignKeyRenamed,
    changed: (path, before, after) => diffFacts(path, before, after, FOREIGN_KEY_RULES),
  });
}

const EXCLUSION_RULES: FactRules<Exclusion> = {
  name: 'elsewhere',
  definition: EXCLUSION_OUTCOMES.exclusionChanged,
  deferrable: deferrableChanged,
};

export function diffExclusions(a: readonly Exclusion[], b: readonly Exclusion[]): Change[] {
  return diffNamed(['exclusions'], a, b, {
    added: () => EXCLUSION_OUTCOMES.exclusionAdded,
    removed: () => EXCLUSION_OUTCOMES.exclusionRemoved,
    renamed: EXCLUSION_OUTCOMES.exclusionRenamed,
    changed: (path, before, after) => diffFacts(path, before, after, EXCLUSION_RULES),
  });
}
