import { startTestMariadb } from '@portolan/testing/mariadb';
import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionTarget } from '../../driver.ts';
import { MYSQL_SAMPLE } from './mysql-sample.ts';
import type { PeerKind } from './peer.ts';

const PASSWORD = 'planted "secret\' of\\ the peer';

/** A real MariaDB server. */
export const mariadbPeer: PeerKind = {
  name: 'MariaDB',
  async start() {
    const authority = createAuthority();
    const server = await startTestMariadb({
      tls: authority.issue({ commonName: 'db', names: ['localhost'] }),
      users: ['app', 'poor'].map((name) => ({ name, password: PASSWORD })),
    });
    await server.query(`create database shop; use shop; ${MYSQL_SAMPLE}`);
    await server.query("grant select, show view on *.* to app@'%'; grant execute on shop.* to poor@'%'");
    const target: ConnectionTarget = {
      ...{ dbType: 'mysql', host: 'localhost', port: server.port, databaseName: 'shop', username: 'app', useSsl: true },
      options: { sslMode: 'verify-full', sslCa: authority.ca },
      credential: { type: 'password', password: PASSWORD },
    };
    return {
      target,
      wrong: {
        password: { ...target, credential: { type: 'password', password: 'not it' } },
        user: { ...target, username: 'nobody' },
        database: { ...target, databaseName: 'nowhere' },
        authority: { ...target, options: { ...target.options, sslCa: createAuthority('Another authority').ca } },
        hostName: { ...target, host: '127.0.0.1' },
        unprivileged: { ...target, username: 'poor' },
      },
      schema: 'shop',
      spell: (name) => name,
      has: { identity: true, uniques: true, indexes: true, foreignKeyActions: true, tls: true },
      [Symbol.asyncDispose]: () => server.close(),
    };
  },
};
