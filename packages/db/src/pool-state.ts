import type { Pool } from 'pg';

/** What the connections of a pool are at just now. */
export interface PoolState {
  /** At work. */
  busy: number;
  idle: number;
  /** Calls that have no connection yet. */
  waiting: number;
}

type Counts = Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;

export function stateOf({ totalCount, idleCount, waitingCount }: Counts): PoolState {
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
