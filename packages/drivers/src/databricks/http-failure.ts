import { scrub } from '../diagnosis/scrub.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** What an HTTP status other than 200 means. `text` is what the service says about it. */
export function httpFailure(status: number, text: string, secrets: readonly string[]): StageFailure {
  return meaningOf(status).quoting(scrub(text, secrets), status, secrets);
}

function meaningOf(status: number): StageFailure {
  switch (status) {
    case 401:
    case 403:
      return new StageFailure(
        'AUTH_FAILED',
        `Databricks refused the credential (HTTP ${status})`,
        'Check that the token or secret is valid and not expired, and ask for the CAN USE permission on the warehouse',
        'auth',
      );
    case 400:
    case 404:
      return new StageFailure(
        'CONFIG_INVALID',
        `There is no SQL warehouse or cluster at this HTTP path (HTTP ${status})`,
        'Copy the HTTP path again from the connection details of the warehouse; it may have been deleted',
        'database',
      );
    case 429:
      return new StageFailure(
        'CAPACITY',
        'Databricks takes no more requests right now (HTTP 429)',
        'Try again in a minute; ask an administrator of the workspace about its limits',
        'database',
      );
    case 503:
      return warehouseStarting();
    default:
      return status >= 500
        ? new StageFailure(
            'CAPACITY',
            `The gateway of Databricks has trouble (HTTP ${status})`,
            'Try again shortly; look at the status page of Databricks',
            'database',
          )
        : new StageFailure(
            'WRONG_SERVICE',
            `The server answers HTTP ${status}, which Databricks does not`,
            'Check host and port: another service, or a proxy in between, may be answering there',
          );
  }
}

/** The warehouse was asleep: the first question wakes it. */
export function warehouseStarting(): StageFailure {
  return new StageFailure(
    'WAREHOUSE_STARTING',
    'The SQL warehouse is starting',
    'Wait a few minutes and try again: this test has woken it up, unless its automatic start is off',
    'database',
  );
}
