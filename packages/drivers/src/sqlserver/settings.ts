import { DEFAULT_PORTS, SqlserverOptions } from '@portolan/contract';
import type mssql from 'mssql';
import { type LoginText, readLogin, wireText } from '../diagnosis/read-login.ts';
import type { ConnectionTarget } from '../driver.ts';
import { type Address, readAddress } from '../network/read-address.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';
import { invalidSetting } from '../stages/invalid-setting.ts';

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface SqlServerSettings extends Address, LoginText {
  /** The instance whose port the SQL Server Browser has to tell; null where the port is known. */
  instance: string | null;
  /** Null for the default database of the login. */
  database: string | null;
  /** Null where the connection wants no TLS. `inPrelogin` for TDS 7.4, `strict` for TDS 8. */
  tls: { inPrelogin: TlsSettings; strict: TlsSettings } | null;
}

/** LOGIN7 counts characters in 16 bits, and SQL Server takes no more than these. */
const MAX_NAME = 128;

/** Reads a target, or fails CONFIG_INVALID. */
export function readSettings(target: ConnectionTarget): SqlServerSettings {
  const { options, databaseName } = target;
  // A connection string pasted into the host is no host, even where the resolver would take it for one.
  const host = /[;,=()]/.test(target.host) ? '' : target.host;
  const address = readAddress({ ...target, host }, DEFAULT_PORTS.sqlserver);
  const login = readLogin(target);
  if (!SqlserverOptions.safeParse(options).success) {
    throw invalidSetting(
      'An option is none of SQL Server',
      'Remove the options that belong to another kind of database',
    );
  }
  if (login.user.includes('\\')) {
    throw invalidSetting('Windows logins are not supported', 'Ask the DBA for a SQL Server login with a password');
  }
  const database = databaseName ? wireText(databaseName, 'database name') : null;
  for (const [what, text] of Object.entries({ username: login.user, password: login.password, database })) {
    if ((text?.length ?? 0) > MAX_NAME) {
      throw invalidSetting(`The ${what} is too long`, `Enter a ${what} of at most ${MAX_NAME} characters`);
    }
  }
  return { ...address, ...login, instance: instanceOf(target), database, tls: tlsOf(target) };
}

/** As in the drivers of Microsoft: a port that is not the default one says more than the name of an instance. */
function instanceOf({ options, port }: ConnectionTarget): string | null {
  const { instanceName } = options;
  if (!instanceName || port !== DEFAULT_PORTS.sqlserver) return null;
  // What an instance may be called, and so nothing that could be read as more than a name.
  if (!/^[\p{L}_#][\p{L}\p{N}_#$]{0,15}$/u.test(instanceName)) {
    throw invalidSetting('The instance name is none', 'Enter the plain name of the instance, such as SQLEXPRESS');
  }
  return instanceName.toUpperCase() === 'MSSQLSERVER' ? null : instanceName;
}

/** Up to TDS 7.4 the handshake ends before TLS 1.3. */
function tlsOf(target: ConnectionTarget): SqlServerSettings['tls'] {
  const strict = tlsSettings(target);
  const inPrelogin = tlsSettings(target, 'TLSv1.2');
  return strict && inPrelogin && { strict, inPrelogin };
}

/** Opens the way to the server; asked once, for the host and port of the settings. */
export type Connector = (asked: { host: string; port: number }) => Promise<unknown>;

/** Far longer than any call: the deadline of the call is the limit, and it ends the socket. */
const FOREVER_MS = 3_600_000;

/**
 * The options of the client library, all of them. Encryption is off because the stream it is given is encrypted
 * already, and nothing is retried, dialled or looked up by the library.
 */
export function libraryOptions(settings: SqlServerSettings, port: number, connector: Connector): mssql.config {
  const { host, user, password, database } = settings;
  const options = {
    connector,
    encrypt: false,
    trustServerCertificate: false,
    connectTimeout: FOREVER_MS,
    requestTimeout: 0,
    cancelTimeout: FOREVER_MS,
    maxRetriesOnTransientErrors: 0,
    appName: 'Portolan',
    workstationId: 'portolan',
    enableArithAbort: true,
    useUTC: true,
  };
  return {
    server: host.kind === 'name' ? host.name : host.address,
    port,
    authentication: { type: 'default', options: { userName: user, password } },
    ...(database === null ? {} : { database }),
    pool: { min: 0, max: 1, idleTimeoutMillis: FOREVER_MS },
    validateConnection: false,
    parseJSON: false,
    options: options as mssql.config['options'],
  } as mssql.config;
}
