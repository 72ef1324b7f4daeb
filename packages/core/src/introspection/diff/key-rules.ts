import type { Deferrable, ForeignKey } from '@portolan/contract';
import { BOTH, NOBODY, type Outcome, type Outcomes, READ, WRITE } from './outcome.ts';

export const KEY_OUTCOMES = {
  keyRenamed: { breaks: NOBODY, reason: 'a key of another name' },
  laterChecked: { breaks: NOBODY, reason: 'may be looked at as late as the end of a transaction' },
  soonerChecked: { breaks: WRITE, reason: 'looked at sooner within a transaction than before' },
} satisfies Outcomes;

const TIMES: readonly Deferrable[] = ['no', 'immediate', 'deferred'];

/** When a constraint is looked at: a transaction that counted on later is refused sooner. */
export function deferrableChanged(before: { deferrable: Deferrable }, after: { deferrable: Deferrable }): Outcome {
  const later = TIMES.indexOf(after.deferrable) > TIMES.indexOf(before.deferrable);
  return later ? KEY_OUTCOMES.laterChecked : KEY_OUTCOMES.soonerChecked;
}

export const FOREIGN_KEY_OUTCOMES = {
  foreignKeyAdded: { breaks: WRITE, reason: 'a new foreign key' },
  foreignKeyNoted: { breaks: NOBODY, reason: 'a new foreign key that is not enforced' },
  foreignKeyRemoved: { breaks: NOBODY, reason: 'a foreign key that is gone' },
  foreignKeyRenamed: { breaks: NOBODY, reason: 'a foreign key of another name' },
  pointsElsewhere: { breaks: WRITE, reason: 'a foreign key that points elsewhere' },
  ruleRefuses: { breaks: WRITE, reason: 'what is referenced may not be changed or deleted any more' },
  ruleActs: { breaks: NOBODY, reason: 'what is referenced may be changed or deleted, and takes rows along' },
  ruleOther: { breaks: WRITE, reason: 'other rows are left when what is referenced is changed or deleted' },
  ruleWhen: { breaks: NOBODY, reason: 'refused as before, sooner or later' },
  matchFull: { breaks: WRITE, reason: 'some of its columns may not be null alone' },
  matchSimple: { breaks: NOBODY, reason: 'some of its columns may be null alone' },
  setColumns: { breaks: WRITE, reason: 'other columns are set when what is referenced is deleted' },
  foreignKeyEnforced: { breaks: WRITE, reason: 'a foreign key that is enforced now' },
  foreignKeyRelaxed: { breaks: NOBODY, reason: 'a foreign key that is not enforced any more' },
  foreignKeyValidated: { breaks: NOBODY, reason: 'a foreign key is held against the rows of before, or is not' },
} satisfies Outcomes;

const O = FOREIGN_KEY_OUTCOMES;
const REFUSING = new Set(['NO ACTION', 'RESTRICT']);

export const foreignKeyAdded = ({ enforced = true }: Partial<ForeignKey>): Outcome =>
  enforced ? O.foreignKeyAdded : O.foreignKeyNoted;

/** ON UPDATE or ON DELETE. */
export function ruleChanged(before: string, after: string): Outcome {
  if (REFUSING.has(before) !== REFUSING.has(after)) return REFUSING.has(after) ? O.ruleRefuses : O.ruleActs;
  return REFUSING.has(after) ? O.ruleWhen : O.ruleOther;
}

export const EXCLUSION_OUTCOMES = {
  exclusionAdded: { breaks: WRITE, reason: 'a new exclusion of rows that overlap' },
  exclusionRemoved: { breaks: READ, reason: 'rows may overlap, which was not allowed' },
  exclusionChanged: { breaks: BOTH, reason: 'another exclusion' },
  exclusionRenamed: { breaks: NOBODY, reason: 'an exclusion of another name' },
} satisfies Outcomes;
