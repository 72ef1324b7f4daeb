import type { ConnectionOptions } from 'mysql2';
import { StageFailure } from '../diagnosis/stage-failure.ts';
import type { ConnectionTarget } from '../driver.ts';
import { type ParsedHost, parseHost } from '../host/parse-host.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface MysqlSettings {
  host: ParsedHost;
  port: number;
  user: string;
  /** Null: none is opened. */
  database: string | null;
  /** Empty where none is stored. */
  password: string;
  tls: TlsSettings | null;
  /** What a table without a schema is looked for in. */
  defaultSchema: string | null;
  /** What must never show up in a text. */
  secrets: string[];
}

/** Reads a target, or fails CONFIG_INVALID. */
export function readSettings(target: ConnectionTarget): MysqlSettings {
  const { credential, options, port } = target;
  const host = parseHost(target.host);
  if (!host) throw invalid('The host is not a host name or address', 'Enter a plain host name or IP address');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw invalid('The port is not between 1 and 65535', 'Enter the port the server listens on, usually 3306');
  }
  if (!target.username) throw invalid('Username is missing', 'Enter the login the DBA gave you for this database');
  const password = wireText(passwordOf(credential), 'password');
  const database = wireText(target.databaseName ?? '', 'database name') || null;
  return {
    host,
    port,
    user: wireText(target.username, 'username'),
    database,
    password,
    tls: tlsSettings(target),
    defaultSchema: options.schema || database,
    secrets: [password, credential?.tlsKey ?? ''].filter((secret) => secret !== ''),
  };
}

/**
 * What the client library is given, and it is given nothing else: no host to dial, no file to send, no code to make up
 * from what the server says. `ssl` only says that there is TLS; the handshake itself is not the library's.
 */
export function libraryOptions({ user, database, password, tls }: MysqlSettings): ConnectionOptions {
  return {
    user,
    password,
    ...(database === null ? {} : { database }),
    ...(tls ? { ssl: {} } : {}),
    charset: 'UTF8MB4_GENERAL_CI',
    connectAttributes: { program_name: 'portolan' },
    // The deadline of the call is the only clock.
    connectTimeout: 0,
    flags: ['-LOCAL_FILES'],
    disableEval: true,
    enableCleartextPlugin: false,
    insecureAuth: false,
    multipleStatements: false,
    rowsAsArray: true,
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
      throw invalid('MySQL knows no such kind of credential', 'Enter a password or a token');
  }
}

/** The login is a list of NUL-terminated strings: a NUL inside would forge what comes after it. */
function wireText(value: string, what: string): string {
  if (value.includes('\0')) throw invalid(`The ${what} contains a NUL character`, `Enter the ${what} again`);
  return value;
}

function invalid(message: string, remedy: string): StageFailure {
  return new StageFailure('CONFIG_INVALID', message, remedy);
}
