import type { ConnectionKind } from '@portolan/contract';
import { BOTH, NOBODY, type Outcome, type Outcomes, READ, together, WRITE } from './outcome.ts';

export const LABEL_OUTCOMES = {
  labelAdded: { breaks: READ, reason: 'a label that readers do not know' },
  labelRemoved: { breaks: WRITE, reason: 'a label that is gone' },
  labelRefused: { breaks: BOTH, reason: 'a label that is gone, and may not even be asked for' },
  labelOrder: { breaks: READ, reason: 'labels that sort otherwise' },
} satisfies Outcomes;

const O = LABEL_OUTCOMES;

/** Of an enum or set. PostgreSQL refuses a statement that only compares with a label that there is not. */
export function labelsChanged(before: string[], after: string[], kind: ConnectionKind | undefined): Outcome {
  const [old, now] = [new Set(before), new Set(after)];
  const outcomes: Outcome[] = [];
  if (before.some((label) => !now.has(label))) outcomes.push(kind === 'postgresql' ? O.labelRefused : O.labelRemoved);
  if (after.some((label) => !old.has(label))) outcomes.push(O.labelAdded);
  const kept = [before.filter((label) => now.has(label)), after.filter((label) => old.has(label))];
  if (JSON.stringify(kept[0]) !== JSON.stringify(kept[1])) outcomes.push(O.labelOrder);
  return together(outcomes, O.labelOrder);
}

export const ATTRIBUTE_OUTCOMES = {
  attributeAdded: { breaks: BOTH, reason: 'a composite with one part more' },
  attributeRemoved: { breaks: BOTH, reason: 'a composite with one part less' },
  attributeType: { breaks: BOTH, reason: 'a part of another type' },
  attributeOrder: { breaks: BOTH, reason: 'parts stand in another order' },
} satisfies Outcomes;

export const DOMAIN_OUTCOMES = {
  domainAdded: { breaks: NOBODY, reason: 'a domain over the same type, without rules' },
  domainRules: { breaks: WRITE, reason: 'a domain over the same type, with rules' },
  domainRemoved: { breaks: NOBODY, reason: 'the rules of a domain are gone' },
  domainRenamed: { breaks: NOBODY, reason: 'a domain of another name, otherwise as before' },
  domainMayBeNull: { breaks: READ, reason: 'the domain takes null now' },
  domainMustNotBeNull: { breaks: WRITE, reason: 'the domain does not take null any more' },
  domainType: { breaks: NOBODY, reason: 'the domain is over a type that is printed otherwise' },
} satisfies Outcomes;
