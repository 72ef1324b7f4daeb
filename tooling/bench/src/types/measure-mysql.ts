import type { TypeDriver } from '@portolan/contract';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { type Measured, measure } from './measure.ts';
import { MYSQL_CLIENTS } from './mysql/clients.ts';
import { makeSamples, SCHEMA } from './mysql/make-samples.ts';
import { readTables } from './read-tables.ts';

/** Every type of MariaDB, read by every client of it. */
export async function measureMysql(): Promise<Measured> {
  const server = await startTestMariadb();
  try {
    const samples = await makeSamples(server);
    const { host, port, user: username, password } = server;
    const login = { databaseName: SCHEMA, username, useSsl: false, options: {} };
    const credential = { type: 'password' as const, password };
    const tables = await readTables({ dbType: 'mysql', host, port, ...login, credential }, [SCHEMA]);
    const names = samples.map(({ name }) => name);
    const reads = Object.entries(MYSQL_CLIENTS).map(
      async ([driver, read]) => [driver as TypeDriver, await read(server, names)] as const,
    );
    return await measure({ kind: 'mysql', defaultSchema: SCHEMA, tables, reads: await Promise.all(reads) });
  } finally {
    await server.close();
  }
}
