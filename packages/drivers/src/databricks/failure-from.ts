import type { Stage } from '@portolan/contract';
import type { HttpsDoor } from '../network/https-door.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { httpFailure } from './http-failure.ts';
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
  if (door.status !== null && door.status !== 200) return httpFailure(door.status, reasonIn(error), secrets);
  const said = statementErrorIn(error);
  if (said) return serverFailure(said.sqlState, said.text, secrets, stage === 'auth' ? 'database' : stage);
  if (stage === 'auth') {
    return new StageFailure(
      'WRONG_SERVICE',
      'The connection ended before Databricks answered the login',
      'Check host and port: another service, or a proxy in between, may be answering there',
    );
  }
  return new StageFailure(
    'QUERY_FAILED',
    'The connection ended, or broke the protocol, while a query was running',
    'Try again; ask an administrator of the workspace to look into the query history',
  );
}

/** The reason that Databricks puts into the headers of a refusal. */
function reasonIn(error: unknown): string {
  const response = responseIn(error);
  const headers = isObject(response) && isObject(response.headers) ? response.headers : null;
  const get = headers?.get;
  if (typeof get !== 'function') return '';
  for (const name of ['x-databricks-reason-phrase', 'x-thriftserver-error-message']) {
    const value: unknown = get.call(headers, name);
    if (typeof value === 'string') return value;
  }
  return '';
}

/** The library puts the answer into its error, or into the payload of the error that ends its retries. */
function responseIn(error: unknown): unknown {
  if (!isObject(error)) return undefined;
  const { response, payload } = error;
  return response ?? (isObject(payload) ? payload.response : undefined);
}

/** Texts end in `SQLSTATE: 42501` where the protocol has no field for it. */
function statementErrorIn(error: unknown): { sqlState: string; text: string } | null {
  if (!isObject(error)) return null;
  const { name, errorCode, message, response } = error;
  const failed = name === 'Status Error' || (typeof errorCode === 'string' && isObject(response));
  if (!failed) return null;
  const { sqlState, displayMessage } = isObject(response) ? response : {};
  const text = typeof displayMessage === 'string' ? displayMessage : String(message);
  const state = typeof sqlState === 'string' ? sqlState : /SQLSTATE: (\w{5})/.exec(text)?.[1];
  return { sqlState: state ?? '', text };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
