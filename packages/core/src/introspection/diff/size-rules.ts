import { BOTH, NOBODY, type Outcome, type Outcomes, READ, WRITE } from './outcome.ts';
import type { TypeShape } from './type-shape.ts';

export const SIZE_OUTCOMES = {
  longer: { breaks: NOBODY, reason: 'longer values fit' },
  shorter: { breaks: WRITE, reason: 'longer values do not fit any more' },
  exactLength: { breaks: BOTH, reason: 'values are of another length, and no others fit' },
  filledUp: { breaks: READ, reason: 'values are filled up to another length' },
  moreDigits: { breaks: NOBODY, reason: 'greater numbers fit' },
  fewerDigits: { breaks: WRITE, reason: 'greater numbers do not fit any more' },
  moreDecimals: { breaks: NOBODY, reason: 'more decimal places are kept' },
  fewerDecimals: { breaks: WRITE, reason: 'decimal places are lost' },
  otherDecimals: { breaks: READ, reason: 'numbers are written with other decimal places' },
  finer: { breaks: NOBODY, reason: 'finer times are kept' },
  coarser: { breaks: WRITE, reason: 'fractions of seconds are lost' },
  otherFractions: { breaks: READ, reason: 'times are written with other fractions of seconds' },
} satisfies Outcomes;

const O = SIZE_OUTCOMES;
const BITS_OF_BYTE = 8;

/** What a change of length, precision and scale comes to, below one base type; empty where nothing differs. */
export function sizeOutcomes(a: TypeShape, b: TypeShape): Outcome[] {
  return [...lengthOutcomes(a, b), ...digitOutcomes(a, b)];
}

function lengthOutcomes(a: TypeShape, b: TypeShape): Outcome[] {
  if (a.length === b.length || a.length === undefined || b.length === undefined) return [];
  const shrinks = b.length !== null && (a.length === null || b.length < a.length);
  switch (b.padding) {
    case 'exact':
      return [O.exactLength];
    case 'filled':
      return shrinks ? [O.shorter, O.filledUp] : [O.filledUp];
    case 'bits': {
      const bytes = (length: number | null) => Math.ceil((length ?? 1) / BITS_OF_BYTE);
      const grown = bytes(a.length) === bytes(b.length) ? [] : [O.filledUp];
      return shrinks ? [O.shorter, ...grown] : [O.longer, ...grown];
    }
    default:
      return [shrinks ? O.shorter : O.longer];
  }
}

function digitOutcomes(a: TypeShape, b: TypeShape): Outcome[] {
  if ([a.precision, b.precision, a.scale, b.scale].includes(undefined)) return [];
  if (a.precision === b.precision && a.scale === b.scale) return [];
  if (b.digits === 'time') return timeOutcomes(a, b);
  const whole = ({ precision, scale }: TypeShape) => (precision === null ? Infinity : (precision ?? 0) - (scale ?? 0));
  const places = ({ precision, scale }: TypeShape) => (precision === null ? Infinity : (scale ?? 0));
  const outcomes: Outcome[] = [];
  if (whole(b) < whole(a)) outcomes.push(O.fewerDigits);
  if (places(b) < places(a)) outcomes.push(O.fewerDecimals);
  // Without a scale of its own, a number is written as it came.
  const written = b.digits === 'text' && b.precision !== null && a.digits === 'text';
  if (places(b) !== places(a) && written) outcomes.push(O.otherDecimals);
  if (outcomes.length > 0) return outcomes;
  return [places(b) > places(a) ? O.moreDecimals : O.moreDigits];
}

/** Without a precision the server takes its own: PostgreSQL the finest, MySQL whole seconds. */
function timeOutcomes(a: TypeShape, b: TypeShape): Outcome[] {
  const [old, now] = [a.precision ?? b.usualFraction, b.precision ?? b.usualFraction];
  if (old === now) return [O.finer];
  const text = b.fractionsAsText ? [O.otherFractions] : [];
  return now < old ? [O.coarser, ...text] : [O.finer, ...text];
}
