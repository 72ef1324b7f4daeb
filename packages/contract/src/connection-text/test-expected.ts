import { DEFAULT_PORTS } from '../connection-facts.ts';
import type { ConnectionKind } from '../connection-kinds.ts';
import type { ConnectionText } from './connection-text.ts';

/** What is expected of a text, the password first; what is not named must not be there. */
export interface Expected {
  password?: string;
  kind: ConnectionKind;
  host: string;
  port?: number;
  database?: string;
  user?: string;
  ssl?: ConnectionText['sslMode'];
  credential?: ConnectionText['credential'];
  options?: ConnectionText['options'];
  /** The names of what was left out. */
  left?: string[];
}

/** All fields of the reading, in an order where the secret is compared first. */
export function whole(expected: Expected) {
  const { password, kind, host, port, database, user, ssl, credential, options, left } = expected;
  const byPassword = password === undefined ? null : { type: 'password', password };
  return {
    credential: credential ?? byPassword,
    host,
    port: port ?? DEFAULT_PORTS[kind],
    dbType: kind,
    databaseName: database ?? null,
    username: user ?? null,
    sslMode: ssl ?? null,
    options: options ?? {},
    left: left ?? [],
  };
}

export function found(text: ConnectionText) {
  const { credential, host, port, dbType, databaseName, username, sslMode, options } = text;
  const left = text.left.map(({ name }) => name);
  return { credential, host, port, dbType, databaseName, username, sslMode, options, left };
}
