import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MeasuredTable } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';
import { openDrivers } from '@portolan/drivers/testing';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trickySchema } from './tricky-schema.ts';
import { wideSchema } from './wide-schema.ts';

const run = promisify(execFile);
const FIELD_END = '\u001f';
const ROW_END = '\u001e';
const host = openDrivers();
afterAll(() => host.close());

async function read(target: ConnectionTarget, schema: string): Promise<MeasuredTable[]> {
  const tables: MeasuredTable[] = [];
  for await (const page of host.introspect(target, { depth: 'columns', include: [schema] })) {
    if (page.kind === 'tables') tables.push(...(JSON.parse(page.json) as MeasuredTable[]));
  }
  return tables;
}
const targetOf = (server: TestPostgres | TestMariadb, dbType: 'postgresql' | 'mysql', databaseName: string) =>
  ({
    dbType,
    host: server.host,
    port: server.port,
    databaseName,
    username: server.user,
    useSsl: false,
    options: {},
    credential: { type: 'password', password: server.password },
  }) satisfies ConnectionTarget;

/** Lists of facts, in no order that anybody promised. */
const sorted = (facts: unknown[][]) => facts.map((fact) => JSON.stringify(fact)).sort();
const flat = (value: unknown[] | null | undefined) => value?.join(',') ?? '';

/** What the information schema can tell, out of what was read. */
function factsOf(tables: MeasuredTable[]) {
  return {
    tables: sorted(tables.map(({ name, type }) => [name, type])),
    columns: sorted(
      tables.flatMap(({ name, columns }) =>
        columns.map((column) => [name, String(column.position), column.name, column.nullable ? 'YES' : 'NO']),
      ),
    ),
    keys: sorted(
      tables.flatMap(({ name, primaryKey, uniques }) => [
        ...(primaryKey ? [[name, 'PRIMARY KEY', flat(primaryKey.columns)]] : []),
        ...uniques.map((unique) => [name, 'UNIQUE', flat(unique.columns)]),
      ]),
    ),
    references: sorted(
      tables.flatMap(({ name, foreignKeys }) =>
        foreignKeys.map((key) => [
          name,
          flat(key.columns),
          key.references.table,
          flat(key.references.columns),
          key.onDelete,
        ]),
      ),
    ),
  };
}
type Facts = ReturnType<typeof factsOf>;

describe.each(['15', '18'] as const)('PostgreSQL %s, as psql tells it', (version) => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startTestPostgres({ version });
    await server.query('create database wide');
    for (const sql of wideSchema('postgresql', 100)) await server.query(sql, [], 'wide');
    await server.query('create database tricky');
    await server.query(trickySchema('postgresql'), [], 'tricky');
  });
  afterAll(() => server.close());

  const psql = async (database: string, sql: string): Promise<string[][]> => {
    const where = ['-h', server.host, '-p', String(server.port), '-U', server.user, '-d', database];
    const format = ['-X', '-q', '-A', '-t', '-F', FIELD_END, '-R', ROW_END];
    const env = { ...process.env, PGPASSWORD: server.password };
    const { stdout } = await run('psql', [...where, ...format, '-c', sql], { env, maxBuffer: 2 ** 26 });
    const rows = stdout.trimEnd().split(ROW_END);
    return rows.filter(Boolean).map((row) => row.split(FIELD_END));
  };
  const truth = async (database: string): Promise<Facts> => ({
    tables: sorted(
      await psql(
        database,
        `select table_name, case table_type when 'BASE TABLE' then 'table' else 'view' end
         from information_schema.tables where table_schema = 'public'`,
      ),
    ),
    columns: sorted(
      await psql(
        database,
        `select table_name, row_number() over (partition by table_name order by ordinal_position), column_name, is_nullable
         from information_schema.columns where table_schema = 'public'`,
      ),
    ),
    keys: sorted(
      await psql(
        database,
        `select c.table_name, c.constraint_type, string_agg(k.column_name, ',' order by k.ordinal_position)
         from information_schema.table_constraints c
         join information_schema.key_column_usage k using (constraint_schema, constraint_name, table_name)
         where c.table_schema = 'public' and c.constraint_type in ('PRIMARY KEY', 'UNIQUE')
         group by 1, 2, c.constraint_name`,
      ),
    ),
    references: sorted(
      await psql(
        database,
        `select k.table_name, string_agg(k.column_name, ',' order by k.ordinal_position), u.table_name,
           string_agg(u.column_name, ',' order by k.ordinal_position), r.delete_rule
         from information_schema.referential_constraints r
         join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
         join information_schema.key_column_usage u on u.constraint_name = r.unique_constraint_name
           and u.ordinal_position = k.position_in_unique_constraint
         where r.constraint_schema = 'public'
         group by r.constraint_name, k.table_name, u.table_name, r.delete_rule`,
      ),
    ),
  });

  it.each(['wide', 'tricky'])('the %s schema', async (database) => {
    const facts = factsOf(await read(targetOf(server, 'postgresql', database), 'public'));
    expect(facts).toEqual(await truth(database));
    expect(facts.columns.length).toBeGreaterThan(30);
    expect(facts.references.length).toBeGreaterThan(2);
  });
});

describe('MariaDB, as its own client tells it', () => {
  let server: TestMariadb;
  beforeAll(async () => {
    server = await startTestMariadb();
    for (const database of ['wide', 'tricky']) await server.query(`create database ${database}`);
    for (const sql of wideSchema('mysql', 100)) await server.query(sql, 'wide');
    await server.query(trickySchema('mysql'), 'tricky');
  });
  afterAll(() => server.close());

  const truth = async (database: string): Promise<Facts> => {
    const ask = async (sql: string) => sorted(await server.query(sql, 'information_schema'));
    return {
      tables: await ask(
        `select table_name, if(table_type = 'VIEW', 'view', 'table') from tables
         where table_schema = '${database}' and table_type <> 'SEQUENCE'`,
      ),
      columns: await ask(
        `select c.table_name, c.ordinal_position, c.column_name, c.is_nullable from columns c
         join tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
         where c.table_schema = '${database}' and t.table_type <> 'SEQUENCE'`,
      ),
      keys: await ask(
        `select table_name, if(index_name = 'PRIMARY', 'PRIMARY KEY', 'UNIQUE'),
           group_concat(column_name order by seq_in_index separator ',') from statistics
         where table_schema = '${database}' and non_unique = 0 group by table_name, index_name`,
      ),
      references: await ask(
        `select k.table_name, group_concat(k.column_name order by k.ordinal_position separator ','),
           k.referenced_table_name, group_concat(k.referenced_column_name order by k.ordinal_position separator ','),
           r.delete_rule
         from key_column_usage k
         join referential_constraints r on r.constraint_schema = k.constraint_schema
           and r.constraint_name = k.constraint_name and r.table_name = k.table_name
         where k.table_schema = '${database}' and k.referenced_table_name is not null
         group by k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule`,
      ),
    };
  };

  it.each(['wide', 'tricky'])('the %s schema', async (database) => {
    const facts = factsOf(await read(targetOf(server, 'mysql', database), database));
    expect(facts).toEqual(await truth(database));
    expect(facts.columns.length).toBeGreaterThan(30);
    expect(facts.references.length).toBeGreaterThan(2);
  });
});
