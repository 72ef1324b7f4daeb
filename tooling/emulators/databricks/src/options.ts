import type { IncomingHttpHeaders } from 'node:http';
import type { Misbehaviour } from '@portolan/testing/https';
import type { CatalogModel } from './catalog-model.ts';
import type { TypedResult } from './typed-results.ts';

/** One request as it came in. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Name of the Thrift call, `OpenSession`; absent where the request is none, or was not read. */
  call?: string;
}

/** How a statement goes on, where it does not simply run. */
export type StatementScript =
  /** Waits for the warehouse and never runs. */
  | 'queued'
  /** Runs and never ends. */
  | 'running'
  /** Waits for the warehouse for that many polls, then runs. */
  | { queuedPolls: number }
  | { error: SqlError }
  | { rows: Record<string, unknown>[] }
  | { typed: TypedResult }
  /** Tells the client to fetch its rows somewhere else. */
  | { link: string };

export interface SqlError {
  sqlState: string;
  message: string;
}

export interface Login {
  user: string;
  /** Member of the workspace's `admins`. */
  admin?: boolean;
  /** Catalogs on which USE CATALOG is missing. */
  deniedCatalogs?: string[];
  /** What its sessions stand at where they do not say otherwise. It is only kept. */
  settings?: Record<string, string>;
}

export interface DatabricksEmulatorOptions {
  tls: { cert: string; key: string };
  /** 0, the default, takes a free one. */
  port?: number;
  /** Who comes with which personal access token. */
  tokens: Record<string, Login>;
  /** OAuth service principals: secret and login by client id. */
  clients?: Record<string, { secret: string; login: Login }>;
  /** HTTP paths that lead to a warehouse, `/sql/1.0/warehouses/emulator` by default. */
  paths?: string[];
  catalogs: CatalogModel[];
  /** What the API tells of a warehouse or cluster, `{state: 'RUNNING'}` by default. */
  state?: () => { state: string; health?: { status: string } };
  /** Rows of one answer at most, however many the client asks for. */
  rowsPerFetch?: number;
  onRequest?: (request: RecordedRequest) => Misbehaviour | undefined;
  onStatement?: (sql: string) => StatementScript | undefined;
}
