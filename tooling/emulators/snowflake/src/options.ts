import type { IncomingHttpHeaders } from 'node:http';
import type { Misbehaviour } from '@portolan/testing/https';
import type { DatabaseModel } from './model.ts';

/** One request as it came in. */
export interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Unpacked and parsed, where it is JSON. */
  body: unknown;
}

export interface SnowflakeError {
  code: string;
  message: string;
  sqlState?: string;
}

/** A column of a result, in the types of the wire. */
export interface ResultColumn {
  name: string;
  type: string;
}

/** How a statement goes on, where it does not simply run. */
export type StatementScript =
  /** Answers "in progress" for that many polls, then runs; Infinity for ever. */
  | { polls: number }
  /** Says where to ask for the result. */
  | { resultUrl: string }
  | { error: SnowflakeError }
  | { columns: ResultColumn[]; rows: unknown[][] }
  /** Hands out the rows at these places. */
  | { columns: ResultColumn[]; chunks: { url: string; rowCount: number }[] };

export interface User {
  password?: string;
  /** PEM of the public key of a key pair. */
  publicKey?: string;
  /** Programmatic access tokens and OAuth tokens. */
  tokens?: string[];
  roles?: string[];
  /** Databases that this user may not use. */
  denied?: string[];
  /** Without a privilege on any table: the information schema is empty. */
  blind?: boolean;
  /**
   * Session parameters of this user, for statements that do not say otherwise. `ROWS_PER_RESULTSET` cuts answers and
   * `QUOTED_IDENTIFIERS_IGNORE_CASE` puts the names of their columns into capitals; the rest is only kept.
   */
  settings?: Record<string, unknown>;
}

export interface Warehouse {
  name: string;
  state: 'STARTED' | 'SUSPENDED' | 'RESUMING';
}

export interface SnowflakeEmulatorOptions {
  tls: { cert: string; key: string };
  /** 0, the default, takes a free one. */
  port?: number;
  account: string;
  /** By login name, in capitals. */
  users: Record<string, User>;
  warehouses?: Warehouse[];
  databases: DatabaseModel[];
  /** Rows that come with the answer itself; the rest is fetched in chunks of that many, from the emulator. */
  inlineRows?: number;
  /** Session parameters that each answer carries. */
  parameters?: { name: string; value: unknown }[];
  onRequest?: (request: RecordedRequest) => Misbehaviour | undefined;
  /** Replaces the answer to a login. */
  onLogin?: () => SnowflakeError | undefined;
  onStatement?: (sql: string) => StatementScript | undefined;
}
