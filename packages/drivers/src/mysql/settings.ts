import { DEFAULT_PORTS } from '@portolan/contract';
import type { ConnectionOptions } from 'mysql2';
import { type LoginText, readLogin, wireText } from '../diagnosis/read-login.ts';
import type { ConnectionTarget } from '../driver.ts';
import { type Address, readAddress } from '../network/read-address.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface MysqlSettings extends Address, LoginText {
  /** Null: none is opened. */
  database: string | null;
  tls: TlsSettings | null;
  /** What a table without a schema is looked for in. */
  defaultSchema: string | null;
}

/** Reads a target, or fails CONFIG_INVALID. */
export function readSettings(target: ConnectionTarget): MysqlSettings {
  const address = readAddress(target, DEFAULT_PORTS.mysql);
  const login = readLogin(target);
  const database = wireText(target.databaseName ?? '', 'database name') || null;
  return {
    ...address,
    ...login,
    database,
    tls: tlsSettings(target),
    defaultSchema: target.options.schema || database,
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
