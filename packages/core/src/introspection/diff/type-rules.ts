import type { Column, ConnectionKind } from '@portolan/contract';
import { BOTH, NOBODY, type Outcome, type Outcomes, READ, together, WRITE } from './outcome.ts';
import { SIZE_OUTCOMES, sizeOutcomes } from './size-rules.ts';
import { knowsBase, type TypeShape, typeShapeOf } from './type-shape.ts';
import { stepBetween } from './type-steps.ts';

export const TYPE_OUTCOMES = {
  another: { breaks: BOTH, reason: 'another type' },
  otherForm: { breaks: BOTH, reason: 'of another form than before' },
  fewerFields: { breaks: WRITE, reason: 'an interval that loses fields' },
  moreFields: { breaks: NOBODY, reason: 'an interval that keeps more fields' },
  anyText: { breaks: READ, reason: 'any text now, not JSON alone' },
  labelsGone: { breaks: READ, reason: 'any text now, not its labels alone' },
  jsonOnly: { breaks: BOTH, reason: 'JSON alone, not any text' },
  spelling: { breaks: NOBODY, reason: 'the same type, printed otherwise' },
} satisfies Outcomes;

const O = TYPE_OUTCOMES;

/** What the change of a column's type comes to, labels, attributes and domains apart; null where it is the same type. */
export function typeChanged(a: Column, b: Column, kind: ConnectionKind | undefined): Outcome | null {
  const byName = !knowsBase(a) || !knowsBase(b);
  const [before, after] = [typeShapeOf(a, kind, byName), typeShapeOf(b, kind, byName)];
  if (before.array !== after.array) return O.another;
  // Two kinds of database call the same type by other names, and limit it otherwise.
  if (kind === undefined) return before.type === after.type ? null : O.another;
  const outcomes = before.base === after.base ? sameBase(before, after) : otherBase(before, after, [a, b]);
  return outcomes.length > 0 ? together(outcomes, O.another) : null;
}

function otherBase(a: TypeShape, b: TypeShape, [before, after]: [Column, Column]): Outcome[] {
  // Types of one's own are what they are made of, whatever their names.
  if (bothHave(before.labels, after.labels) || bothHave(before.attributes, after.attributes)) {
    return a.type === b.type ? [] : [O.another];
  }
  if (before.labels && after.type !== 'enum' && b.type === 'string') return labelsGone(before.labels, b);
  const step = stepBetween(a.base, b.base, b.kind);
  return step
    ? [step, ...(b.type === 'string' && a.type !== 'string' ? asText(a, b) : sizeOutcomes(a, b))]
    : [O.another];
}

/** The longest text of a value, by base type. */
const LONGEST: Record<string, number> = {
  bool: 5,
  tinyint: 4,
  smallint: 6,
  int2: 6,
  mediumint: 8,
  int: 11,
  int4: 11,
  bigint: 20,
  int8: 20,
  date: 10,
  uuid: 36,
  inet4: 15,
  inet6: 45,
};

function asText({ base }: TypeShape, { length }: TypeShape): Outcome[] {
  const longest = LONGEST[base.replace(' unsigned', '')] ?? Infinity;
  return typeof length === 'number' && length < longest ? [SIZE_OUTCOMES.shorter] : [];
}

/** A text of any words takes the place of what had labels, or was made of what had them. */
function labelsGone(labels: readonly string[], { length }: TypeShape): Outcome[] {
  const longest = Math.max(...labels.map((label) => [...label].length));
  const shorter = typeof length === 'number' && length < longest ? [SIZE_OUTCOMES.shorter] : [];
  return [O.labelsGone, ...shorter];
}

const bothHave = (a: unknown, b: unknown) => Array.isArray(a) && Array.isArray(b);

function sameBase(a: TypeShape, b: TypeShape): Outcome[] {
  const sizes = sizeOutcomes(a, b);
  if (sizes.length > 0) return sizes;
  if (a.type !== b.type) {
    if (a.type === 'json' && b.type === 'string') return [O.anyText];
    if (a.type === 'string' && b.type === 'json') return [O.jsonOnly];
  }
  return otherModifiers(a, b);
}

/** Words in brackets that are no size: of a geometry, of an interval. Of MySQL they are widths of display, or labels. */
function otherModifiers(a: TypeShape, b: TypeShape): Outcome[] {
  if (a.modifiers === b.modifiers || b.kind === 'mysql' || knownSizes(a) || knownSizes(b)) return [];
  if (b.type === 'interval') return [/[a-z]/.test(b.modifiers) ? O.fewerFields : O.moreFields];
  return [O.otherForm];
}

/** What is in the brackets has been compared as numbers. */
function knownSizes({ length, precision, type }: TypeShape): boolean {
  return type !== 'interval' && [length, precision].some((size) => size !== null && size !== undefined);
}
