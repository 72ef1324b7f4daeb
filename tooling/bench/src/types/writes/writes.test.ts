import { startTestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres } from '@portolan/testing/postgres';
import { MysqlDialect, PostgresDialect } from 'kysely';
import { createPool } from 'mysql2';
import pg from 'pg';
import { expect, it } from 'vitest';
import { makeSamples as makeMariadb, SCHEMA } from '../mysql/make-samples.ts';
import { makeSamples as makePostgresql } from '../postgresql/make-samples.ts';
import { readTables } from '../read-tables.ts';
import { MYSQL_WRITES, PG_WRITES } from './expressions.ts';
import { writeRows } from './write-rows.ts';

const common = { useSsl: false, options: {} };

it('PostgreSQL takes from pg what the types of an insert allow', async () => {
  await using server = await startTestPostgres({ version: '18' });
  await makePostgresql(server);
  const { host, port, user, password } = server;
  const credential = { type: 'password' as const, password };
  const target = { dbType: 'postgresql' as const, host, port, databaseName: 'postgres', username: user, ...common };
  const tables = await readTables({ ...target, credential }, ['public']);
  const dialect = new PostgresDialect({ pool: new pg.Pool({ host, port, user, password, database: 'postgres' }) });
  const about = { kind: 'postgresql', driver: 'pg', defaultSchema: 'public' } as const;
  expect(await writeRows({ dialect, tables, writes: PG_WRITES, about })).toEqual({ compiled: '', refused: [] });
}, 60_000);

it('MariaDB takes from mysql2 what the types of an insert allow', async () => {
  const server = await startTestMariadb();
  try {
    await makeMariadb(server);
    const { host, port, user, password } = server;
    const credential = { type: 'password' as const, password };
    const target = { dbType: 'mysql' as const, host, port, databaseName: SCHEMA, username: user, ...common };
    const tables = await readTables({ ...target, credential }, [SCHEMA]);
    const dialect = new MysqlDialect({ pool: createPool({ host, port, user, password, database: SCHEMA }) });
    const about = { kind: 'mysql', driver: 'mysql2', defaultSchema: SCHEMA } as const;
    expect(await writeRows({ dialect, tables, writes: MYSQL_WRITES, about })).toEqual({ compiled: '', refused: [] });
  } finally {
    await server.close();
  }
}, 60_000);
