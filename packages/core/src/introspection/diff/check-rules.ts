import type { Change, CheckConstraint } from '@portolan/contract';
import type { Path } from './change-of.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { diffNamed } from './diff-named.ts';
import { NOBODY, type Outcomes, WRITE } from './outcome.ts';

export const CHECK_OUTCOMES = {
  checkAdded: { breaks: WRITE, reason: 'a new check' },
  checkNoted: { breaks: NOBODY, reason: 'a new check that is not enforced' },
  checkRemoved: { breaks: NOBODY, reason: 'a check that is gone' },
  checkChanged: { breaks: WRITE, reason: 'another check' },
  checkEnforced: { breaks: WRITE, reason: 'a check that is enforced now' },
  checkRelaxed: { breaks: NOBODY, reason: 'a check that is not enforced any more' },
  checkValidated: { breaks: NOBODY, reason: 'a check is held against the rows of before, or is not' },
  checkRenamed: { breaks: NOBODY, reason: 'a check of another name' },
} satisfies Outcomes;

const O = CHECK_OUTCOMES;

const isEnforced = ({ enforced = true }: Partial<CheckConstraint>) => enforced;

const RULES: FactRules<CheckConstraint> = {
  name: 'elsewhere',
  expression: (_, after) => (isEnforced(after) ? O.checkChanged : O.checkRelaxed),
  enforced: (_, after) => (after.enforced ? O.checkEnforced : O.checkRelaxed),
  validated: O.checkValidated,
};

/** What a check says is not weighed: any other expression may refuse a row that the one before took. */
export function diffChecks(path: Path, a: readonly CheckConstraint[], b: readonly CheckConstraint[]): Change[] {
  return diffNamed(path, a, b, {
    added: (check) => (isEnforced(check) ? O.checkAdded : O.checkNoted),
    removed: () => O.checkRemoved,
    renamed: O.checkRenamed,
    changed: (place, before, after) => diffFacts(place, before, after, RULES),
  });
}
