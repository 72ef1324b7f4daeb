import { type HealthStrips, STRIP_LETTERS } from '@portolan/contract';
import type { StepStatus } from '../../../components/health/strip-runs.ts';

/** The last 24 hours of a connection. Times in milliseconds. */
export interface DayStrip {
  from: number;
  step: number;
  steps: StepStatus[];
}

const isLetter = (letter: string): letter is keyof typeof STRIP_LETTERS => letter in STRIP_LETTERS;

/** What the server tells of some connections, by their ids. */
export function dayStrips({ from, stepSeconds, strips }: HealthStrips): ReadonlyMap<string, DayStrip> {
  return new Map(
    strips.map(({ id, cells }) => {
      const steps = Array.from(cells, (letter) => (isLetter(letter) ? STRIP_LETTERS[letter] : null));
      return [id, { from: Date.parse(from), step: stepSeconds * 1_000, steps }];
    }),
  );
}
