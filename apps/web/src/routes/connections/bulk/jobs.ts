const running = new Set<AbortController>();

/** Jobs end with the tenant that they were begun in: requests go to the one that is open. */
export function abandonJobs(): void {
  for (const job of running) job.abort(ABANDONED);
  running.clear();
}

const ABANDONED = 'abandoned';

export const isAbandoned = (signal: AbortSignal): boolean => signal.aborted && signal.reason === ABANDONED;

export function beginJob(): AbortController {
  const job = new AbortController();
  running.add(job);
  return job;
}

export function endJob(job: AbortController): void {
  running.delete(job);
}
