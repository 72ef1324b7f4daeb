import type { DiagnosisCode, Stage } from '@portolan/contract';
import { scrub } from '../diagnosis/scrub.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** A failure that the service has numbered. */
export class SqlFailure extends StageFailure {
  readonly sqlState: string;

  constructor(sqlState: string, code: DiagnosisCode, message: string, remedy: string, stage?: Stage) {
    super(code, message, remedy, stage);
    this.sqlState = sqlState;
  }
}

/** What an error of a statement, or of opening a session, means by its SQLSTATE. */
export function serverFailure(sqlState: string, text: string, secrets: readonly string[], stage?: Stage): SqlFailure {
  return meaningOf(sqlState, stage).quoting(scrub(text, secrets), sqlState, secrets);
}

function meaningOf(sqlState: string, stage: Stage | undefined): SqlFailure {
  switch (sqlState) {
    case '28000':
      return new SqlFailure(
        sqlState,
        'AUTH_FAILED',
        'Databricks refused the login',
        'Check the token with the owner of the connection; it may have been revoked',
        'auth',
      );
    case '42704':
    case '3D000':
      return new SqlFailure(
        sqlState,
        'DATABASE_NOT_FOUND',
        'Databricks has no such catalog',
        'Check the catalog name; ask an administrator of the workspace for the right one',
        'database',
      );
    case '42501':
      return new SqlFailure(
        sqlState,
        'PERMISSION_DENIED',
        'The login may not do this',
        'Ask the owner of the catalog to grant USE CATALOG, USE SCHEMA and SELECT (or BROWSE) to this login',
        stage,
      );
    case '57014':
    case 'HY008':
      return new SqlFailure(
        sqlState,
        'QUERY_FAILED',
        'Databricks cancelled the query',
        'Try again; ask an administrator of the workspace whether a limit or a person cancelled it',
        stage,
      );
    default:
      return new SqlFailure(
        sqlState,
        'QUERY_FAILED',
        'Databricks answered an error',
        'Ask an administrator of the workspace to look the error up in the query history of the warehouse',
        stage,
      );
  }
}
