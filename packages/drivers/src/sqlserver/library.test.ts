import { type SqlServerEmulator, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { authority, certificate, LOGIN, SECRET } from '@portolan/emulator-sqlserver/sample-target';
import mssql from 'mssql';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ConnectionInternals, outliveRequests } from './library-guards.ts';

/** The client library by itself against the emulator: what it does shows that the emulator speaks as a server does. */
let server: SqlServerEmulator;
const pools: mssql.ConnectionPool[] = [];

beforeAll(async () => {
  server = await startSqlServerEmulator({ tls: certificate, logins: [LOGIN] });
});
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});
afterAll(() => server[Symbol.asyncDispose]());

async function connect(
  options: mssql.config['options'] = {},
  port = server.port,
  beforeConnect: mssql.config['beforeConnect'] = () => {},
): Promise<mssql.ConnectionPool> {
  const pool = new mssql.ConnectionPool({
    beforeConnect,
    server: '127.0.0.1',
    port,
    user: LOGIN.name,
    password: SECRET,
    database: 'shop',
    options: { serverName: 'localhost', cryptoCredentialsDetails: { ca: authority.ca }, ...options } as typeof options,
  });
  pool.on('error', () => {});
  await pool.connect();
  pools.push(pool);
  return pool;
}

test.each([true, 'strict', false] as const)('encrypt: %s', async (encrypt) => {
  const pool = await connect({ encrypt: encrypt as boolean });
  expect((await pool.request().query('SELECT 1 AS ok')).recordset).toEqual([{ ok: 1 }]);
  expect(server.logins.at(-1)?.encryption).toBe(encrypt === true ? 'session' : encrypt ? 'strict' : 'none');
});

test('parameters, prepared statements, transactions and errors', async () => {
  const pool = await connect();
  const called = await pool.request().input('name', 'customers').query('SELECT @name AS name, NULL AS missing');
  expect(called.recordset).toEqual([{ name: 'customers', missing: null }]);
  const prepared = new mssql.PreparedStatement(pool);
  prepared.input('number', mssql.Int);
  await prepared.prepare('SELECT @number AS number');
  expect((await prepared.execute({ number: 5 })).recordset).toEqual([{ number: 5 }]);
  await prepared.unprepare();
  const transaction = new mssql.Transaction(pool);
  await transaction.begin();
  await transaction.commit();
  const failed = pool.request().query('SELECT * FROM nowhere');
  await expect(failed).rejects.toMatchObject({ number: 208 });
  await expect(pool.request().query('SELECT missing FROM sys.objects')).rejects.toMatchObject({ number: 207 });
});

test('a request that is cancelled ends, and the next one is answered', async () => {
  const pool = await connect();
  const request = pool.request();
  const waiting = request.query("WAITFOR DELAY '00:01:00'");
  await expect.poll(() => server.statements.at(-1)).toContain('WAITFOR');
  request.cancel();
  await expect(waiting).rejects.toMatchObject({ code: 'ECANCEL' });
  expect(server.cancellations).toBe(1);
  expect((await pool.request().query('SELECT 2 AS two')).recordset).toEqual([{ two: 2 }]);
});

test('values of every type that the emulator answers in', async () => {
  const columns = (['int', 'bigint', 'bit', 'float', 'nvarchar', 'nvarchar(max)', 'varbinary'] as const).map(
    (type) => ({
      name: type,
      type,
    }),
  );
  const rows = [
    [-7, 9_007_199_254_740_993n, true, 1.5, 'é漢', '😀'.repeat(5000), Buffer.from('abc')],
    columns.map(() => null),
  ];
  await using typed = await startSqlServerEmulator({
    logins: [LOGIN],
    onStatement: ({ sql }) => (sql === 'all types' ? [{ columns, rows }] : undefined),
  });
  const pool = await connect({ encrypt: false }, typed.port);
  const { recordset } = await pool.request().query('all types');
  expect(recordset.map((row) => Object.values(row))).toEqual([
    [-7, '9007199254740993', true, 1.5, 'é漢', '😀'.repeat(5000), Buffer.from('abc')],
    columns.map(() => null),
  ]);
});

test('a connection that is closed in the middle of an answer takes no process down', async () => {
  const connections: (ConnectionInternals & { close(): void })[] = [];
  const pool = await connect({}, server.port, (connection) => {
    const inside = connection as unknown as ConnectionInternals & { close(): void };
    outliveRequests(inside);
    connections.push(inside);
  });
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  const request = pool.request();
  request.stream = true;
  const ended = new Promise((resolve) => request.once('done', resolve));
  request.on('error', () => connections.at(-1)?.close());
  request.query('SELECT * FROM nowhere').catch(() => {});
  await ended;
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  process.removeAllListeners('uncaughtException');
  for (const listener of listeners) process.on('uncaughtException', listener);
  expect(uncaught).toEqual([]);
  expect(connections.at(-1)?.closed).toBe(true);
});
