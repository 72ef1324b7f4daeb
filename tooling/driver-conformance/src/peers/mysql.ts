import type { ConnectionTarget } from '@portolan/drivers';
import { type MysqlAccess, mysqlFromUrl } from '@portolan/testing/mariadb';
import { createConnection } from 'mysql2/promise';
import { MYSQL_SAMPLE } from './mysql-sample.ts';
import { EVERYTHING, type PeerKind } from './peer.ts';

const CLEAR = 'drop view if exists big_orders; drop table if exists orders; drop table if exists customers';

/** The MySQL of PORTOLAN_TEST_MYSQL_URL, whose database is the tests' own; none where the variable is not set. */
export function mysqlPeers(access = mysqlFromUrl()): PeerKind[] {
  return access ? [{ name: 'MySQL', start: () => start(access) }] : [];
}

async function start({ host, port, user, password, database }: MysqlAccess): ReturnType<PeerKind['start']> {
  const run = async (sql: string) => {
    const login = { host, port, user, password, database, ssl: { rejectUnauthorized: false } };
    const connection = await createConnection({ ...login, multipleStatements: true });
    try {
      await connection.query(sql);
    } finally {
      await connection.end();
    }
  };
  await run(`${CLEAR}; ${MYSQL_SAMPLE}`);
  // A server that makes its own certificate shows its authority to nobody.
  const target: ConnectionTarget = {
    dbType: 'mysql',
    host,
    port,
    databaseName: database,
    username: user,
    useSsl: true,
    options: { sslMode: 'require' },
    credential: { type: 'password', password },
  };
  return {
    target,
    wrong: {
      password: { ...target, credential: { type: 'password', password: 'not it' } },
      user: { ...target, username: 'nobody' },
      authority: { ...target, options: { sslMode: 'verify-ca' } },
    },
    schema: database,
    spell: (name) => name,
    has: EVERYTHING,
    [Symbol.asyncDispose]: () => run(CLEAR),
  };
}
