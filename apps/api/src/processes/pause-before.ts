/** A process that has lived for so long did not end because of its start. */
const CALM_MS = 60_000;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before a process is replaced that has ended so often in a row, each time soon: the first time not at
 * all, then ever longer, so that what cannot live costs no more than a start in half a minute.
 */
export function pauseBefore(failures: number): number {
  return failures <= 1 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 2));
}

pauseBefore.isCalm = (livedMs: number): boolean => livedMs >= CALM_MS;
