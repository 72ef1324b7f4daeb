import type { Break } from '@portolan/contract';

/** What a change comes to: whom it may break, and in words what it is. */
export interface Outcome {
  readonly breaks: readonly Break[];
  readonly reason: string;
}

/** The rules of one kind of fact: every outcome there is, by name. */
export type Outcomes = Readonly<Record<string, Outcome>>;

export const READ: readonly Break[] = ['read'];
export const WRITE: readonly Break[] = ['write'];
export const BOTH: readonly Break[] = ['read', 'write'];
export const NOBODY: readonly Break[] = [];

/** Several at once: whom any of them breaks, and all of their words. */
export function together(outcomes: readonly Outcome[], none: Outcome): Outcome {
  const [first, ...others] = outcomes;
  if (!first) return none;
  if (others.length === 0) return first;
  return {
    breaks: breaksOf(outcomes),
    reason: [...new Set(outcomes.map(({ reason }) => reason))].join('; '),
  };
}

/** Whom any of them breaks. */
export function breaksOf(all: readonly { readonly breaks: readonly Break[] }[]): Break[] {
  return BOTH.filter((one) => all.some(({ breaks }) => breaks.includes(one)));
}
