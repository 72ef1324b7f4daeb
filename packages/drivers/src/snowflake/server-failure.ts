import type { Stage } from '@portolan/contract';
import { scrub } from '../diagnosis/scrub.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** An error as Snowflake numbers it. */
export interface SnowflakeFault {
  code: string;
  text: string;
}

/** What an error of the service means, by its number: the texts are meant for people. */
export function serverFailure(fault: SnowflakeFault, secrets: readonly string[], stage?: Stage): StageFailure {
  return meaningOf(fault, stage).quoting(scrub(fault.text, secrets), fault.code, secrets);
}

function meaningOf({ code }: SnowflakeFault, stage: Stage | undefined): StageFailure {
  if (code === '390189') {
    return new StageFailure(
      'PERMISSION_DENIED',
      'The login may not take this role',
      'Check the role with the owner of the connection, or ask the account administrator to grant it to this user',
      'auth',
    );
  }
  if (code === '390201' || code === '002003' || code === '002043') return notFound();
  if (code === '390422') {
    return new StageFailure(
      'AUTH_FAILED',
      'Snowflake lets nobody in from this address',
      'Ask the account administrator to add the address of this installation to the network policy',
      'auth',
    );
  }
  if (/^(?:3901\d\d|3903\d\d|3944\d\d)$/.test(code)) {
    return new StageFailure(
      'AUTH_FAILED',
      'Snowflake refused the login',
      'Check account, user and credential with the owner of the connection; a token or key may have been rotated',
      'auth',
    );
  }
  switch (code) {
    case '000606':
      return noWarehouse();
    case '003001':
      return new StageFailure(
        'PERMISSION_DENIED',
        'The role may not do this',
        'Ask the account administrator to grant the role USAGE on the warehouse, database and schemas, and SELECT',
        stage,
      );
    case '000630':
    case '000604':
      return new StageFailure(
        'QUERY_FAILED',
        'Snowflake cancelled the query',
        'Try again; ask the account administrator whether a timeout or a person cancelled it',
        stage,
      );
    default:
      return new StageFailure(
        'QUERY_FAILED',
        `Snowflake answered error ${/^\d{6}$/.test(code) ? code : 'without a number'}`,
        'Ask the account administrator to look the error up in the query history',
        stage,
      );
  }
}

function notFound(): StageFailure {
  return new StageFailure(
    'DATABASE_NOT_FOUND',
    'Snowflake has no such database, or the role may not see it',
    'Check database and role; ask the account administrator for USAGE on the database',
    'database',
  );
}

/** None was chosen, or the chosen one is suspended and does not resume by itself: neither mends by waiting. */
export function noWarehouse(): StageFailure {
  return new StageFailure(
    'CONFIG_INVALID',
    'No warehouse is at work for this session',
    'Enter a warehouse the role may use; if there is one, ask its owner to resume it or to set AUTO_RESUME',
    'database',
  );
}

/** The warehouse was asleep: the first question wakes it. */
export function warehouseStarting(): StageFailure {
  return new StageFailure(
    'WAREHOUSE_STARTING',
    'The warehouse is resuming, and the query is still waiting for it',
    'Wait a minute and try again: this test has woken it up',
    'database',
  );
}
