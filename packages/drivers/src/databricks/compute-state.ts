import { StageFailure } from '../stages/stage-failure.ts';

export interface ComputeState {
  /** What is worth saying of one that is well. */
  message: string | undefined;
  warnings: string[];
}

/** What works or would with the first statement; undefined: there is nothing to say. */
const WELL: Record<string, string | undefined> = {
  RUNNING: undefined,
  RESIZING: undefined,
  STARTING: 'The SQL warehouse is starting',
  STOPPING: 'The SQL warehouse is stopping: the next statement starts it',
  STOPPED: 'The SQL warehouse is stopped: the next statement starts it',
  PENDING: 'The cluster is starting',
  RESTARTING: 'The cluster is restarting',
  TERMINATING: 'The cluster is stopping: the next statement starts it',
  TERMINATED: 'The cluster is stopped: the next statement starts it',
};

/** What the state of a warehouse or cluster, as the workspace tells it, means for a connection; or fails. */
export function computeState({ state, health }: Record<string, unknown>): ComputeState {
  if (typeof state !== 'string') throw strange();
  if (state === 'DELETED' || state === 'DELETING') throw deleted();
  if (state === 'ERROR') throw broken();
  if (!Object.hasOwn(WELL, state)) throw strange();
  const said = typeof health === 'object' && health !== null && 'status' in health ? health.status : undefined;
  if (said === 'FAILED') throw broken();
  const warnings = said === 'DEGRADED' ? ['Databricks calls the SQL warehouse degraded'] : [];
  return { message: WELL[state], warnings };
}

function deleted(): StageFailure {
  return new StageFailure(
    'CONFIG_INVALID',
    'The SQL warehouse or cluster has been deleted',
    'Copy the HTTP path of another warehouse from its connection details',
    'database',
  );
}

function broken(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'Databricks says that the warehouse or cluster has failed',
    'Ask an administrator of the workspace to look at its events',
    'database',
  );
}

function strange(): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    'The server tells a state that no warehouse of Databricks has',
    'Check the host: it must be that of the workspace, not of the account console or a proxy',
    'database',
  );
}
