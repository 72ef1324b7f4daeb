import { healthName } from '../../../components/health/health-words.ts';
import { countsOf, type Run, type StepStatus } from '../../../components/health/strip-runs.ts';
import { t as words } from '../../../components/health/texts.ts';
import { clockTime } from '../../../lib/format.ts';
import { lastingInWords } from '../../../lib/lasting.ts';
import type { DayStrip } from './day-strip.ts';
import { t } from './texts.ts';

const nameOf = (status: StepStatus) => healthName(status ?? 'unknown');

/** "The last 24 hours. Unreachable: 30 minutes, Healthy: 23 hours." */
export function dayLabel({ step, steps }: DayStrip): string {
  const parts = countsOf(steps).map(([status, count]) =>
    words().lasted(nameOf(status), lastingInWords((count * step) / 1_000)),
  );
  return words().strip(t().day, parts);
}

/** "09:00 – 11:30: Unreachable" */
export function stretchOfDay({ from, step }: DayStrip, { status, from: first, count }: Run): string {
  const at = (n: number) => clockTime(from + n * step, from + n * step);
  return words().stretch(at(first), at(first + count), nameOf(status));
}
