import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionTarget } from '../driver.ts';
import { passwordOf } from './target.ts';

/** Long and odd enough to be found wherever it should not be. */
export const SECRET = 'pl4nted "secret\\ pässword';
export const LOGIN = { name: 'app', password: SECRET };

export const authority = createAuthority('SQL Server test authority');
export const certificate = authority.issue({ commonName: 'db', names: ['localhost', '127.0.0.1'] });

/** A SQL Server target on this machine, over verified TLS unless told otherwise. */
export function sqlserverTarget(over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget {
  return {
    dbType: 'sqlserver',
    host: '127.0.0.1',
    databaseName: 'shop',
    username: LOGIN.name,
    useSsl: true,
    options: { sslMode: 'verify-full', sslCa: authority.ca },
    credential: passwordOf(SECRET),
    ...over,
  };
}

export const PLAIN = { sslMode: 'disable' } as const;
