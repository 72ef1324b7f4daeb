import type { HealthStatus } from '@portolan/contract';
import type { StepStatus } from './strip-runs.ts';

/**
 * Steps up to now, the last of which nobody has measured yet: a check speaks for the time before it. They are as it is now,
 * as long as that is known; else they are the gap that they look like.
 */
export function untilNow(steps: readonly StepStatus[], status: HealthStatus): StepStatus[] {
  if (status === 'unknown') return [...steps];
  const end = steps.findLastIndex((step) => step !== null) + 1;
  // Of what was never measured, nothing is said.
  return end === 0 ? [...steps] : [...steps.slice(0, end), ...steps.slice(end).map(() => status)];
}
