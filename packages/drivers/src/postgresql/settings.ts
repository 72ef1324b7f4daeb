import { DEFAULT_PORTS } from '@portolan/contract';
import { type LoginText, readLogin, wireText } from '../diagnosis/read-login.ts';
import type { ConnectionTarget } from '../driver.ts';
import { type Address, readAddress } from '../network/read-address.ts';
import { type TlsSettings, tlsSettings } from '../network/tls-settings.ts';

/** All that decides where and how a session is opened: nothing else of a target reaches the client library. */
export interface PostgresSettings extends Address, LoginText {
  database: string;
  tls: TlsSettings | null;
  /** The schema asked for, over the server's own default. */
  schema: string | null;
}

/** Reads a target, or fails CONFIG_INVALID. As in libpq, the database defaults to the user's name. */
export function readSettings(target: ConnectionTarget): PostgresSettings {
  const address = readAddress(target, DEFAULT_PORTS.postgresql);
  const login = readLogin(target);
  return {
    ...address,
    ...login,
    database: wireText(target.databaseName || login.user, 'database name'),
    tls: tlsSettings(target),
    schema: target.options.schema || null,
  };
}
