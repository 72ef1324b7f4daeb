import type { Change } from '@portolan/contract';
import { changeOf, type Path } from './change-of.ts';
import { NOBODY, type Outcome, type Outcomes } from './outcome.ts';
import { bothKnow, isObject, same } from './values.ts';

export const ANY_OUTCOMES = {
  unruled: { breaks: NOBODY, reason: 'a fact that no rule is about' },
} satisfies Outcomes;

type Facts = Readonly<Record<string, unknown>>;

/** How a change of a fact comes out; `elsewhere` is told by other means. */
export type FactRule<T> = Outcome | 'elsewhere' | ((before: T, after: T) => Outcome);

/** A rule for each fact that the contract knows: a new one does not compile without. */
export type FactRules<T> = { readonly [key in keyof T]-?: FactRule<T> };

/** Two states of one thing, fact by fact. A fact without a rule is told all the same. */
export function diffFacts<T extends object>(path: Path, a: T, b: T, rules: FactRules<T>): Change[] {
  const [before, after] = [a as Facts, b as Facts];
  return Object.keys(before).flatMap((key) => {
    if (!bothKnow(before, after, key) || same(before[key], after[key])) return [];
    const rule: FactRule<T> | undefined = Object.hasOwn(rules, key) ? rules[key as keyof T] : undefined;
    if (rule === 'elsewhere') return [];
    if (rule === undefined) return diffUnruled([...path, key], before[key], after[key]);
    const outcome = typeof rule === 'function' ? rule(a, b) : rule;
    return [changeOf([...path, key], before[key], after[key], outcome)];
  });
}

/** Down to what differs, so that nothing stays untold. */
export function diffUnruled(path: Path, before: unknown, after: unknown): Change[] {
  if (same(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [changeOf(path, before, after, ANY_OUTCOMES.unruled)];
  return Object.keys(before).flatMap((key) =>
    key in after ? diffUnruled([...path, key], before[key], after[key]) : [],
  );
}
