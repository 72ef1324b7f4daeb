import { openDrivers, readAll, SQLSERVER_SESSION } from '@portolan/drivers/testing';
import { type SqlServerEmulator, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, SECRET, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trickyDatabase } from './tricky-database.ts';

const host = openDrivers();
let server: SqlServerEmulator;
let usual: string;

/** What a login may begin with that the session says otherwise. */
const FOREIGN: Record<string, string> = {
  ROWCOUNT: '2',
  TEXTSIZE: '4',
  QUERY_GOVERNOR_COST_LIMIT: '1',
  LANGUAGE: 'DEUTSCH',
  DATEFORMAT: 'DMY',
  DATEFIRST: '1',
  ANSI_NULLS: 'OFF',
  ANSI_PADDING: 'OFF',
  ANSI_WARNINGS: 'OFF',
  QUOTED_IDENTIFIER: 'OFF',
  CONCAT_NULL_YIELDS_NULL: 'OFF',
  ARITHABORT: 'OFF',
  NUMERIC_ROUNDABORT: 'ON',
  IMPLICIT_TRANSACTIONS: 'ON',
  'TRANSACTION ISOLATION LEVEL': 'SERIALIZABLE',
};
const OURS = Object.fromEntries(
  Array.from(SQLSERVER_SESSION.matchAll(/SET (TRANSACTION ISOLATION LEVEL|\w+) ([^;]+);/g), ([, name = '', value]) => [
    name,
    value?.toUpperCase(),
  ]),
);

beforeAll(async () => {
  const bound = Object.entries(FOREIGN).map(([name, value]) => ({ name, settings: { [name]: value } }));
  const logins = [...bound, { name: 'all', settings: FOREIGN }].map((login) => ({ password: SECRET, ...login }));
  server = await startSqlServerEmulator({ tls: certificate, database: trickyDatabase(), logins: [LOGIN, ...logins] });
  usual = await read(LOGIN.name);
});
afterAll(async () => {
  await host.close();
  await server[Symbol.asyncDispose]();
});

async function read(username: string): Promise<string> {
  const target = sqlserverTarget({ port: server.port, databaseName: 'tricky', username });
  const { outline, tables, warnings } = await readAll(host, target, { depth: 'columns' });
  expect(tables.length).toBeGreaterThan(3);
  return JSON.stringify([outline, tables, warnings]);
}

test('every setting of the session is tried, with another value', () => {
  expect(Object.keys(FOREIGN).toSorted()).toEqual(Object.keys(OURS).toSorted());
  for (const [name, value] of Object.entries(FOREIGN)) expect(OURS[name]).not.toBe(value);
});

test.each([...Object.keys(FOREIGN), 'all'])(
  'the catalogue is the same for a login with a %s of its own',
  async (name) => {
    const before = server.statements.length;
    expect(await read(name)).toBe(usual);
    const reads = server.settings.filter((_, at) => at >= before && /\bsys\./.test(server.statements[at] ?? ''));
    expect(reads.length).toBeGreaterThan(3);
    for (const settings of reads) expect(settings).toMatchObject(OURS);
  },
);
