import type { Start, Visit } from './visit.ts';

/** One thing that everybody needs of a running hub. Throws where it does not hold. */
export interface SmokeCase {
  name: string;
  run(visit: Visit): Promise<void>;
}

/** What does not hold behind a door: docs/runtimes.md has it as a row of its table. */
export interface Exception {
  /** The case that it takes the place of, and what of it is not there. */
  name: string;
  what: string;
  /** What happens there, and why. */
  instead: string;
  because: string;
  /** Asserts that. */
  run(visit: Visit): Promise<void>;
}

/** One way to a hub: a runtime that serves it. */
export interface Door {
  /** As people call it. */
  name: string;
  exceptions: readonly Exception[];
  /** Over the installation that variables name. */
  over(installation: Record<string, string>): Start;
}
