import { StageFailure } from '../diagnosis/stage-failure.ts';
import type { ConnectionTarget } from '../driver.ts';
import { type ParsedHost, parseHost } from '../host/parse-host.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface PostgresSettings {
  host: ParsedHost;
  port: number;
  user: string;
  database: string;
  /** Empty where none is stored. */
  password: string;
  tls: TlsSettings | null;
  /** The schema asked for, over the server's own default. */
  schema: string | null;
  /** What must never show up in a text. */
  secrets: string[];
}

/** Reads a target, or fails CONFIG_INVALID. As in libpq, the database defaults to the user's name. */
export function readSettings(target: ConnectionTarget): PostgresSettings {
  const { credential, options, port } = target;
  const host = parseHost(target.host);
  if (!host) throw invalid('The host is not a host name or address', 'Enter a plain host name or IP address');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw invalid('The port is not between 1 and 65535', 'Enter the port the server listens on, usually 5432');
  }
  if (!target.username) throw invalid('Username is missing', 'Enter the login the DBA gave you for this database');
  const user = wireText(target.username, 'username');
  const password = wireText(passwordOf(credential), 'password');
  return {
    host,
    port,
    user,
    database: wireText(target.databaseName || user, 'database name'),
    password,
    tls: tlsSettings(target),
    schema: options.schema || null,
    secrets: [password, credential?.tlsKey ?? ''].filter((secret) => secret !== ''),
  };
}

function passwordOf(credential: ConnectionTarget['credential']): string {
  switch (credential?.type) {
    case undefined:
      return '';
    case 'password':
      return credential.password;
    case 'token':
      return credential.token;
    default:
      throw invalid('PostgreSQL knows no such kind of credential', 'Enter a password or a token');
  }
}

/** The startup message is a list of NUL-terminated strings: a NUL inside would forge further parameters. */
function wireText(value: string, what: string): string {
  if (value.includes('\0')) throw invalid(`The ${what} contains a NUL character`, `Enter the ${what} again`);
  return value;
}

function invalid(message: string, remedy: string): StageFailure {
  return new StageFailure('CONFIG_INVALID', message, remedy);
}
