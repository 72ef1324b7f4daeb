import type { ConnectionTarget } from '@portolan/drivers';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { createAuthority } from '@portolan/testing/postgres';
import { MYSQL_SAMPLE } from './mysql-sample.ts';
import { EVERYTHING, type PeerKind, wrongFrom } from './peer.ts';

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
      dbType: 'mysql',
      host: 'localhost',
      port: server.port,
      databaseName: 'shop',
      username: 'app',
      useSsl: true,
      options: { sslMode: 'verify-full', sslCa: authority.ca },
      credential: { type: 'password', password: PASSWORD },
    };
    return {
      target,
      wrong: wrongFrom(target),
      schema: 'shop',
      spell: (name) => name,
      has: EVERYTHING,
      [Symbol.asyncDispose]: () => server.close(),
    };
  },
};
