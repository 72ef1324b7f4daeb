/** How a step of a strip was; null is a gap. */
export type StepStatus = 'healthy' | 'degraded' | 'unreachable' | null;

/** Steps in a row that were alike. */
export interface Run {
  status: StepStatus;
  from: number;
  count: number;
}

/** A strip as its runs, in the order of time. */
export function runsOf(steps: readonly StepStatus[]): Run[] {
  const runs: Run[] = [];
  steps.forEach((status, from) => {
    const last = runs.at(-1);
    if (last && last.status === status) last.count += 1;
    else runs.push({ status, from, count: 1 });
  });
  return runs;
}

/** How many steps there are of each, the worst first, without those that there are none of. */
export function countsOf(steps: readonly StepStatus[]): [status: StepStatus, count: number][] {
  return (['unreachable', 'degraded', 'healthy', null] as const)
    .map((status): [StepStatus, number] => [status, steps.filter((step) => step === status).length])
    .filter(([, count]) => count > 0);
}
