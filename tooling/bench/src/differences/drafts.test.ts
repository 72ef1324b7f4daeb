import type { MeasuredTable } from '@portolan/contract';
import { MYSQL, POSTGRESQL } from '@portolan/core';
import type { ConnectionTarget } from '@portolan/drivers';
import { openDrivers } from '@portolan/drivers/testing';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres } from '@portolan/testing/postgres';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlterCase } from './alter-case.ts';
import { MARIADB_HOSTILE, POSTGRESQL_HOSTILE } from './hostile-cases.ts';
import { MARIADB_TABLES, MARIADB_TYPES } from './mariadb-cases.ts';
import { MARIADB_SIBLING_TYPES, MARIADB_SIBLINGS } from './mariadb-siblings.ts';
import { POSTGRESQL_REFERENCES } from './postgresql-references.ts';
import { POSTGRESQL_SIBLING_TYPES, POSTGRESQL_SIBLINGS } from './postgresql-siblings.ts';
import { POSTGRESQL_COLUMNS, POSTGRESQL_KEYS, POSTGRESQL_OWN_TYPES } from './postgresql-tables.ts';
import { POSTGRESQL_TYPES } from './postgresql-types.ts';
import { type DraftServer, type Judged, proveCreation, proveDrafts, type Tables } from './prove-drafts.ts';

const host = openDrivers();
afterAll(() => host.close());

async function read(target: ConnectionTarget, include: readonly string[]): Promise<Map<string, Tables>> {
  const found = new Map<string, Tables>();
  for await (const page of host.introspect(target, { depth: 'columns', include })) {
    if (page.kind !== 'tables') continue;
    for (const { rowEstimate, sizeBytes, ...table } of JSON.parse(page.json) as MeasuredTable[])
      found.set(table.schema, (found.get(table.schema) ?? new Map()).set(table.name, table));
  }
  return found;
}

/** A draft that says nothing of a part that it leaves out runs, and leads to the very state. */
async function check(server: DraftServer, cases: readonly AlterCase[]): Promise<void> {
  for (const prove of [proveDrafts, proveCreation]) held(await prove(server, cases));
}

function held(judged: readonly Judged[]): void {
  expect(judged.filter(({ failure, partly }) => !partly && failure !== null)).toEqual([]);
  expect(judged.filter(({ partly, left }) => !partly && left.length > 0)).toEqual([]);
  expect(judged.filter(({ partly }) => !partly).length / judged.length).toBeGreaterThan(0.85);
}

const common = { useSsl: false, options: {} } as const;
const credential = (password: string) => ({ type: 'password', password }) as const;

describe('a draft of a migration leads from the one state to the other', () => {
  it('on PostgreSQL', async () => {
    await using server = await startTestPostgres({ version: '18' });
    const { user, password, port } = server;
    const client = new pg.Client({ host: server.host, port, user, password, database: 'postgres' });
    await client.connect();
    await using _client = { [Symbol.asyncDispose]: () => client.end() };
    const target = {
      ...common,
      dbType: 'postgresql',
      host: server.host,
      port,
      databaseName: 'postgres',
      username: user,
      credential: credential(password),
    } satisfies ConnectionTarget;
    await check(
      {
        kind: 'postgresql',
        dialect: POSTGRESQL,
        async enter(schema, how) {
          await client.query('rollback');
          if (how === 'fresh') await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
          await client.query(`set search_path to ${schema}`);
        },
        run: async (sql) => void (await client.query(sql)),
        read: (schemas) => read(target, schemas),
      },
      [
        ...POSTGRESQL_TYPES,
        ...POSTGRESQL_COLUMNS,
        ...POSTGRESQL_OWN_TYPES,
        ...POSTGRESQL_KEYS,
        ...POSTGRESQL_REFERENCES,
        ...POSTGRESQL_SIBLINGS,
        ...POSTGRESQL_SIBLING_TYPES,
        ...POSTGRESQL_HOSTILE,
      ],
    );
  }, 240_000);

  it('on MariaDB', async () => {
    await using server = await startTestMariadb();
    const { user, password, port } = server;
    const connection = await createConnection({ host: server.host, port, user, password, multipleStatements: true });
    await using _connection = { [Symbol.asyncDispose]: () => connection.end() };
    const target = {
      ...common,
      dbType: 'mysql',
      host: server.host,
      port,
      databaseName: null,
      username: user,
      credential: credential(password),
    } satisfies ConnectionTarget;
    await check(
      {
        kind: 'mysql',
        dialect: MYSQL,
        async enter(schema, how) {
          if (how === 'fresh')
            await connection.query(
              `drop database if exists ${schema}; create database ${schema} character set utf8mb4`,
            );
          await connection.query(`use ${schema}`);
        },
        run: async (sql) => void (await connection.query(sql)),
        read: (schemas) => read(target, schemas),
      },
      [...MARIADB_TYPES, ...MARIADB_TABLES, ...MARIADB_SIBLINGS, ...MARIADB_SIBLING_TYPES, ...MARIADB_HOSTILE],
    );
  }, 240_000);
});
