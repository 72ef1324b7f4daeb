import type { Pool } from 'pg';

/** What the connections of a pool are at just now. */
export interface PoolState {
  /** At work. */
  busy: number;
  idle: number;
  /** Calls that have no connection yet. */
  waiting: number;
}

export function stateOf({ totalCount, idleCount, waitingCount }: Pool): PoolState {
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
