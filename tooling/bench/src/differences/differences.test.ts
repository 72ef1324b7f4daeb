import type { Break, ConnectionKind, MeasuredTable, TableDefinition } from '@portolan/contract';
import { diffTables } from '@portolan/core';
import type { ConnectionTarget } from '@portolan/drivers';
import { openDrivers } from '@portolan/drivers/testing';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres } from '@portolan/testing/postgres';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlterCase } from './alter-case.ts';
import { MARIADB_TABLES, MARIADB_TYPES } from './mariadb-cases.ts';
import { MARIADB_SIBLING_TYPES, MARIADB_SIBLINGS } from './mariadb-siblings.ts';
import { POSTGRESQL_REFERENCES } from './postgresql-references.ts';
import { POSTGRESQL_SIBLING_TYPES, POSTGRESQL_SIBLINGS } from './postgresql-siblings.ts';
import { POSTGRESQL_COLUMNS, POSTGRESQL_KEYS, POSTGRESQL_OWN_TYPES } from './postgresql-tables.ts';
import { POSTGRESQL_TYPES } from './postgresql-types.ts';
import { proveCase, type Session } from './prove-case.ts';
import { mysqlSession, postgresqlSession } from './sessions.ts';

const host = openDrivers();
afterAll(() => host.close());

/** Without the statistics. */
function definitionOf(table: MeasuredTable | undefined): TableDefinition {
  const { rowEstimate, sizeBytes, ...definition } = table as MeasuredTable;
  return definition;
}

const schemaOf = (at: number) => `c${String(at).padStart(3, '0')}`;

/** The table `t` of each schema. */
async function read(target: ConnectionTarget, count: number): Promise<Map<string, MeasuredTable>> {
  const found = new Map<string, MeasuredTable>();
  const include = Array.from({ length: count }, (_, at) => schemaOf(at));
  for await (const page of host.introspect(target, { depth: 'columns', include })) {
    if (page.kind !== 'tables') continue;
    for (const table of JSON.parse(page.json) as MeasuredTable[]) {
      if (table.name === 't') found.set(table.schema, table);
    }
  }
  return found;
}

interface Server {
  kind: ConnectionKind;
  target: ConnectionTarget;
  session: Session;
  /** Makes the schema of a case, or goes back to it. */
  enter(schema: string, make: boolean): Promise<void>;
}

/** What is said of each change, beside what statements and rows have shown, or a case says by definition. */
async function judge({ kind, target, session, enter }: Server, cases: readonly AlterCase[]) {
  for (const [at, { before }] of cases.entries()) {
    await enter(schemaOf(at), true);
    await session.run(before);
  }
  const old = await read(target, cases.length);
  const proven: Break[][] = [];
  for (const [at, one] of cases.entries()) {
    await enter(schemaOf(at), false);
    const proof = proveCase(session, one, old.get(schemaOf(at)) as MeasuredTable);
    proven.push(
      await proof.catch((cause) => {
        throw new Error(`${one.what}: ${cause.message}`, { cause });
      }),
    );
  }
  const now = await read(target, cases.length);
  return cases.map(({ what, byDefinition }, at) => {
    const [a, b] = [old, now].map((tables) => tables.get(schemaOf(at)) as MeasuredTable);
    const changes = diffTables(definitionOf(a), definitionOf(b), kind);
    const truth = new Set([...(proven[at] ?? []), ...byDefinition]);
    const said = new Set(changes.flatMap(({ breaks }) => breaks));
    return { what, changes, truth: [...truth].sort().join(), said: [...said].sort().join() };
  });
}

function check(judged: Awaited<ReturnType<typeof judge>>): void {
  const told = ({ what, changes }: (typeof judged)[number]) => [what, changes.length > 0];
  expect(judged.map(told)).toEqual(judged.map(({ what }) => [what, true]));
  const line = (what: string, breaks: string, changes: unknown) => ({ what, breaks, changes });
  const different = judged.filter(({ truth, said }) => truth !== said);
  expect(different.map(({ what, said, changes }) => line(what, said, changes))).toEqual(
    different.map(({ what, truth, changes }) => line(what, truth, changes)),
  );
}

const credential = (password: string) => ({ type: 'password', password }) as const;

describe('what a difference says is what old rows and old statements show', () => {
  const postgresql = [
    ...POSTGRESQL_TYPES,
    ...POSTGRESQL_COLUMNS,
    ...POSTGRESQL_OWN_TYPES,
    ...POSTGRESQL_KEYS,
    ...POSTGRESQL_REFERENCES,
    ...POSTGRESQL_SIBLINGS,
    ...POSTGRESQL_SIBLING_TYPES,
  ];
  const mariadb = [...MARIADB_TYPES, ...MARIADB_TABLES, ...MARIADB_SIBLINGS, ...MARIADB_SIBLING_TYPES];

  it('on PostgreSQL', async () => {
    await using server = await startTestPostgres({ version: '18' });
    const { user, password, port } = server;
    const client = new pg.Client({ host: server.host, port, user, password, database: 'postgres' });
    await client.connect();
    await using _client = { [Symbol.asyncDispose]: () => client.end() };
    const enter = async (schema: string, make: boolean) => {
      if (make) await client.query(`create schema ${schema}`);
      await client.query(`set search_path to ${schema}`);
    };
    const target = {
      dbType: 'postgresql',
      host: server.host,
      port,
      databaseName: 'postgres',
      username: user,
      useSsl: false,
      options: {},
      credential: credential(password),
    } satisfies ConnectionTarget;
    check(await judge({ kind: 'postgresql', target, session: postgresqlSession(client), enter }, postgresql));
    expect(postgresql.length).toBeGreaterThanOrEqual(200);
  }, 120_000);

  it('on MariaDB', async () => {
    await using server = await startTestMariadb();
    const { user, password, port } = server;
    const connection = await createConnection({ host: server.host, port, user, password, multipleStatements: true });
    await using _connection = { [Symbol.asyncDispose]: () => connection.end() };
    const enter = async (schema: string, make: boolean) => {
      if (make) await connection.query(`create database ${schema} character set utf8mb4`);
      await connection.query(`use ${schema}`);
    };
    const target = {
      dbType: 'mysql',
      host: server.host,
      port,
      databaseName: null,
      username: user,
      useSsl: false,
      options: {},
      credential: credential(password),
    } satisfies ConnectionTarget;
    check(await judge({ kind: 'mysql', target, session: mysqlSession(connection), enter }, mariadb));
    expect(mariadb.length).toBeGreaterThanOrEqual(110);
  }, 120_000);
});
