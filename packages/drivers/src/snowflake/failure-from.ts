import type { Stage } from '@portolan/contract';
import type { HttpsDoor } from '../network/https-door.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { serverFailure } from './server-failure.ts';

/** Where an error came up. */
export interface FailureContext {
  door: HttpsDoor;
  secrets: readonly string[];
  stage: Stage;
}

/** What an error of the library means. What the door has seen goes before what the library made of it. */
export function failureFrom(error: unknown, { door, secrets, stage }: FailureContext): StageFailure {
  if (error instanceof StageFailure) return error;
  if (door.failure) return door.failure;
  const { code, message } = isObject(error) ? error : {};
  // The library's own errors are 40xxxx; those of the service have leading zeros or are 39xxxx.
  const number = String(code ?? '').padStart(6, '0');
  const ofService = /^(?:0\d{5}|39\d{4})$/.test(number) && number !== '000000';
  if (ofService) return serverFailure({ code: number, text: String(message) }, secrets, stage);
  if (door.status !== null && door.status !== 200) return httpFailure(door.status);
  if (stage === 'auth') {
    return new StageFailure(
      'WRONG_SERVICE',
      'The server did not answer the login as Snowflake does',
      'Check host and port: another service, or a proxy in between, may be answering there',
    );
  }
  return new StageFailure(
    'QUERY_FAILED',
    'The connection ended, or broke the protocol, while a query was running',
    'Try again; ask the account administrator to look into the query history',
  );
}

function httpFailure(status: number): StageFailure {
  if (status === 401 || status === 403) {
    return new StageFailure(
      'AUTH_FAILED',
      `Snowflake refused the request (HTTP ${status})`,
      'Check host and account: with a wrong account name Snowflake answers 403; a network policy may stand in between',
      'auth',
    );
  }
  if (status === 404) {
    return new StageFailure(
      'CONFIG_INVALID',
      'There is no Snowflake account at this host (HTTP 404)',
      'Check host and account with the account administrator: <organization>-<account>.snowflakecomputing.com',
      'database',
    );
  }
  if (status === 429 || status >= 500) {
    return new StageFailure(
      'CAPACITY',
      `Snowflake takes no requests right now (HTTP ${status})`,
      'Try again shortly; look at the status page of Snowflake',
      'database',
    );
  }
  return new StageFailure(
    'WRONG_SERVICE',
    `The server answers HTTP ${status}, which Snowflake does not`,
    'Check host and port: another service, or a proxy in between, may be answering there',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
