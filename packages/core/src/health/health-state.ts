import type { DegradedReason, HealthStatus } from '@portolan/contract';

/** What the machine remembers of a connection. */
export interface HealthState {
  status: HealthStatus;
  since: Date | null;
  /** Checks in a row that failed, and that went well. */
  failures: number;
  successes: number;
  /** Of those that went well, how many in a row had something to complain of, and how many had nothing. */
  slow: number;
  fast: number;
  /** When the checks in a row of one outcome began, and those of one quality. */
  outcomeSince: Date | null;
  qualitySince: Date | null;
  /** Why it is degraded. */
  reasons: DegradedReason[];
}

export const UNKNOWN: HealthState = {
  status: 'unknown',
  since: null,
  failures: 0,
  successes: 0,
  slow: 0,
  fast: 0,
  outcomeSince: null,
  qualitySince: null,
  reasons: [],
};
