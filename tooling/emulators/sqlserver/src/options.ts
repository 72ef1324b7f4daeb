import type { Answer } from './answer.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { DatabaseDefinition } from './catalogue/definition.ts';
import type { LoginDefinition } from './login-definition.ts';
import type { Login } from './protocol/login7.ts';
import type { ServerError } from './protocol/tokens.ts';

/** What a login is answered with, instead of looking the login up. */
export type LoginOutcome =
  | { errors: ServerError[] }
  | { route: { host: string; port: number } }
  /** Tokens put between the errors and the acknowledgement of a login that goes well. */
  | { tokens: Buffer };

export interface Statement {
  sql: string;
  parameters: Record<string, unknown>;
  login: Login;
  catalogue: Catalogue;
  /** Fires when the client cancels or leaves. */
  signal: AbortSignal;
}

/** Where a connection can be left without an answer, or be cut. */
export type Point = 'greeting' | 'prelogin' | 'tls' | 'login' | 'login-reply' | 'session' | 'query';

export interface SqlServerEmulatorOptions {
  /** 0, any free port, by default. */
  port?: number;
  /** Loopback by default. */
  host?: string;
  /** The sample database by default. */
  database?: DatabaseDefinition;
  /** `sa` with the password `Str0ng!pw` by default. */
  logins?: LoginDefinition[];
  /** Certificate and key, PEM. With `clientCa` a client must show a certificate of that authority. */
  tls?: { cert: string; key: string; clientCa?: string };
  /**
   * What the server makes of TLS: `on` as the client wishes, `off` answers ENCRYPT_OFF whatever was asked, `not-supported`
   * has none, `required` insists, `strict` speaks TDS 8 only. Without `tls` it is `not-supported`.
   */
  encryption?: 'on' | 'off' | 'not-supported' | 'required' | 'strict';
  /** Sent to whoever connects, before anything is heard. */
  greeting?: string | Uint8Array;
  /** From this point on the server says nothing. */
  stall?: Point;
  /** At this point the server cuts the connection. */
  reset?: Point;
  onLogin?: (login: Login) => LoginOutcome | undefined;
  /** Answers a statement instead of the catalogue. */
  onStatement?: (statement: Statement) => Answer[] | Promise<Answer[]> | undefined;
}
