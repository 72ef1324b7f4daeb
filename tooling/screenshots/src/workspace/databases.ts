import { randomBytes } from 'node:crypto';
import { SHOP as LAKEHOUSE, startDatabricksEmulator } from '@portolan/emulator-databricks';
import { SHOP as SNOWFLAKE, startSnowflakeEmulator } from '@portolan/emulator-snowflake';
import { sampleDatabase, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { createAuthority, startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { hostName, type KnownHost, openHost } from './hosts.ts';

/** A login that the databases know, whose password is made for each run. */
export const READER = 'reader';
export const PORTS = { postgresql: 5432, mysql: 3306, sqlserver: 1433, databricks: 8443, snowflake: 8443 } as const;

export interface Databases extends AsyncDisposable {
  postgres: TestPostgres;
  password: string;
  /** Of the authority that vouches for all hosts but `old.db`. */
  ca: string;
}

/** Real PostgreSQL and MariaDB, and emulators of the other three, behind the hosts of the company. */
export async function startDatabases(): Promise<Databases> {
  await using started = new AsyncDisposableStack();
  const authority = createAuthority('Meridian internal CA', inAYear());
  const password = `Kompass-${randomBytes(9).toString('hex')}`;
  const served = async (kind: keyof typeof PORTS, hosts: KnownHost[], start: (tls: Tls) => Promise<Peer>) => {
    const names = hosts.filter((host) => host !== 'old.db').map(hostName);
    const peer = started.use(await start(authority.issue({ commonName: names[0] ?? '', names, until: inAYear() })));
    for (const host of hosts) started.use(await openHost(host, PORTS[kind], peer.port));
    return peer;
  };

  const shops: KnownHost[] = ['shop.db', 'shop-replica.db', 'shop.staging', 'shop.dev'];
  let postgres: TestPostgres | undefined;
  await served(
    'postgresql',
    [...shops, 'people.db', 'desk.db', 'wholesale.db', 'reports.db', 'old.db'],
    async (tls) => {
      postgres = await startTestPostgres({ version: '18', tls });
      return postgres;
    },
  );
  await served('mysql', ['stock.mysql', 'stock.staging'], (tls) =>
    startTestMariadb({ tls, users: [{ name: READER, password, database: 'stock' }] }),
  );
  await served('sqlserver', ['ledger.sql', 'ledger.staging'], (tls) =>
    startSqlServerEmulator({ tls, database: sampleDatabase(), logins: [{ name: READER, password }] }),
  );
  await served('databricks', ['lakehouse.gateway'], (tls) =>
    startDatabricksEmulator({ tls, tokens: { [password]: { user: READER } }, catalogs: [LAKEHOUSE] }),
  );
  await served('snowflake', ['snowflake.gateway'], (tls) => {
    const users = { [READER.toUpperCase()]: { password, roles: ['READER'] } };
    const warehouses = [{ name: 'WH', state: 'STARTED' as const }];
    return startSnowflakeEmulator({ tls, account: 'meridian', users, warehouses, databases: [SNOWFLAKE] });
  });
  if (!postgres) throw new Error('PostgreSQL was not started');
  const held = started.move();
  return { postgres, password, ca: authority.ca, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

interface Tls {
  cert: string;
  key: string;
}
interface Peer extends AsyncDisposable {
  port: number;
}

/** As certificates have it: of those that end tomorrow, a test would warn. */
const inAYear = () => new Date(Date.now() + 365 * 86_400_000);
