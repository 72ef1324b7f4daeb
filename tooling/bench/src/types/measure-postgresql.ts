import type { TypeDriver } from '@portolan/contract';
import { startTestPostgres } from '@portolan/testing/postgres';
import { type Measured, measure } from './measure.ts';
import { POSTGRESQL_CLIENTS } from './postgresql/clients.ts';
import { makeSamples } from './postgresql/make-samples.ts';
import { readTables } from './read-tables.ts';

/** Every type of a PostgreSQL, read by every client of it. */
export async function measurePostgresql(version: '15' | '18' = '18'): Promise<Measured> {
  await using server = await startTestPostgres({ version });
  const samples = await makeSamples(server);
  const { host, port, user: username, password } = server;
  const login = { databaseName: 'postgres', username, useSsl: false, options: {} };
  const credential = { type: 'password' as const, password };
  const tables = await readTables({ dbType: 'postgresql', host, port, ...login, credential }, ['public']);
  const names = samples.map(({ name }) => name);
  const reads = Object.entries(POSTGRESQL_CLIENTS).map(
    async ([driver, read]) => [driver as TypeDriver, await read(server, names)] as const,
  );
  return measure({ kind: 'postgresql', defaultSchema: 'public', tables, reads: await Promise.all(reads) });
}
