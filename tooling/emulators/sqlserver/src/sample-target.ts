import type { ConnectionKind, ConnectionOptions, Credential } from '@portolan/contract';
import { createAuthority } from '@portolan/testing/postgres';

/** Long and odd enough to be found wherever it should not be. */
export const SECRET = 'pl4nted "secret\\ pässword';
export const LOGIN = { name: 'app', password: SECRET };

export const authority = createAuthority('SQL Server test authority');
export const certificate = authority.issue({ commonName: 'db', names: ['localhost', '127.0.0.1'] });

/** A target as the drivers take it: they import this package in tests, so it cannot import them. */
interface SqlServerTarget {
  dbType: ConnectionKind;
  host: string;
  port: number;
  databaseName: string | null;
  username: string | null;
  useSsl: boolean;
  options: ConnectionOptions;
  credential: Credential | null;
}

/** A SQL Server target on this machine, over verified TLS unless told otherwise. */
export function sqlserverTarget(over: Partial<SqlServerTarget> & { port: number }): SqlServerTarget {
  return {
    dbType: 'sqlserver',
    host: '127.0.0.1',
    databaseName: 'shop',
    username: LOGIN.name,
    useSsl: true,
    options: { sslMode: 'verify-full', sslCa: authority.ca },
    credential: { type: 'password', password: SECRET },
    ...over,
  };
}

export const PLAIN = { sslMode: 'disable' } as const;
