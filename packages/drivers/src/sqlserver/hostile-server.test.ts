import {
  type Answer,
  DONE,
  done,
  environment,
  error,
  obfuscatedPassword,
  PACKET,
  type Point,
  packet,
  packets,
  preloginReply,
  type SqlServerEmulatorOptions,
  startSqlServerEmulator,
} from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, PLAIN, SECRET, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { HostEvent } from '../host/host-event.ts';
import { greeting, replying } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { verdictOf } from '../testing/target.ts';

const DEADLINE_MS = 1_000;
const events: HostEvent[] = [];
const host = openDrivers({
  size: 1,
  deadlineMs: DEADLINE_MS,
  hardCapMs: 20_000,
  introspectionMs: 20_000,
  onEvent: (event) => events.push(event),
});
// Loads the library, so that no test's time goes into that.
beforeAll(() => host.diagnose(sqlserverTarget({ port: 1, username: null })));
afterAll(async () => {
  // One worker met them all, and none of them ended it.
  expect(events.filter((event) => event.type === 'worker-ended')).toEqual([]);
  await host.close();
});

const start = (options: SqlServerEmulatorOptions) =>
  startSqlServerEmulator({ logins: [LOGIN], tls: certificate, ...options });

test.concurrent.each<[Point, string, string]>([
  ['greeting', 'TIMEOUT', 'tls'],
  ['prelogin', 'TIMEOUT', 'tls'],
  ['tls', 'TIMEOUT', 'tls'],
  ['login', 'TIMEOUT', 'auth'],
  ['login-reply', 'TIMEOUT', 'auth'],
  ['session', 'TIMEOUT', 'auth'],
  ['query', 'TIMEOUT', 'query'],
])('silence at %s', async (stall, code, stage) => {
  for (const encryption of ['on', 'strict'] as const) {
    // A server of TDS 8 alone hears the first PRELOGIN inside TLS.
    await using server = await start({ stall, encryption });
    const result = await host.diagnose(sqlserverTarget({ port: server.port }));
    expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
    await vi.waitFor(() => expect(server.openConnections()).toBe(0));
  }
});

test.concurrent.each<[Point, string, string]>([
  ['greeting', 'WRONG_SERVICE', 'tls'],
  ['prelogin', 'WRONG_SERVICE', 'tls'],
  ['tls', 'WRONG_SERVICE', 'tls'],
  ['login', 'WRONG_SERVICE', 'auth'],
  ['login-reply', 'WRONG_SERVICE', 'auth'],
  ['session', 'WRONG_SERVICE', 'auth'],
  ['query', 'QUERY_FAILED', 'query'],
])('a cut at %s', async (reset, code, stage) => {
  await using server = await start({ reset });
  const result = await host.diagnose(sqlserverTarget({ port: server.port }));
  expect(verdictOf(result)).toMatchObject({ success: false, code, stage });
  await using plain = await startSqlServerEmulator({ logins: [LOGIN], reset });
  const other = await host.diagnose(sqlserverTarget({ port: plain.port, options: PLAIN }));
  // Where there is no TLS there is nothing to cut.
  if (reset !== 'tls') expect(verdictOf(other)).toMatchObject({ success: false, code, stage });
});

const reply = (payload: Buffer) => packets(PACKET.result, payload, 4096);
const NOISE = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) & 0xff));

test.each<[string, Parameters<typeof replying>[0]]>([
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['PostgreSQL', Buffer.from('E\0\0\0\x0eSFATAL\0\0')],
  ['MySQL', Buffer.from('J\0\0\0\n8.4.0\0')],
  ['noise', NOISE],
  ['a packet without length', Buffer.from([4, 1, 0, 0, 0, 0, 0, 0])],
  ['an endless PRELOGIN', Buffer.from([4, 0, 0xff, 0xff, 0, 0, 0, 0, ...NOISE])],
  ['a PRELOGIN without an end', reply(Buffer.from([0, 0, 5, 0, 6, 1]))],
  ['a PRELOGIN that does not say encryption', reply(Buffer.from([0, 0, 6, 0, 6, 0xff, 16, 0, 0, 0, 0, 0]))],
  ['two answers', Buffer.concat([reply(preloginReply(1)), reply(preloginReply(2))])],
  ['an unknown encryption', reply(preloginReply(0x20))],
])('%s instead of SQL Server', async (_, bytes) => {
  await using replier = await replying(bytes);
  await using greeter = await greeting(bytes);
  for (const peer of [replier, greeter]) {
    for (const options of [{ options: PLAIN }, {}]) {
      const result = await host.diagnose(sqlserverTarget({ port: peer.port, ...options }));
      expect(verdictOf(result)).toMatchObject({
        code: 'WRONG_SERVICE',
        stage: 'tls',
        walked: 'config policy dns tcp tls',
      });
    }
    expect(peer.heard()).not.toContain(obfuscatedPassword(SECRET).toString('latin1'));
    expect(peer.heard()).not.toContain(Buffer.from('app', 'utf16le').toString('latin1'));
  }
});

/** Answers the query that reads privileges, the first one that is not the greeting of the session. */
const answering = (answers: Answer[], pattern = /sysadmin/): SqlServerEmulatorOptions => ({
  onStatement: ({ sql }) => (pattern.test(sql) ? answers : undefined),
});
const UNKNOWN = { success: true, privileges: { superuser: false, readableTables: null, totalTables: null } };

test.each<[string, Answer[]]>([
  ['an error', [{ error: { number: 229, message: `denied to ${SECRET}` } }]],
  ['an unknown token', [{ raw: packet(PACKET.result, Buffer.from([0x42, 1, 2, 3])) }]],
  ['a packet of another type', [{ raw: packet(0x11, Buffer.from([0])) }]],
  ['a packet without length', [{ raw: Buffer.from([4, 1, 0, 0, 0, 0, 0, 0]) }]],
  ['a row before its columns', [{ raw: packet(PACKET.result, Buffer.from([0xd1, 1, 2, 3])) }]],
  ['nonsense instead of numbers', [{ columns: [{ name: 'total', type: 'nvarchar' }], rows: [['all']] }]],
  ['nothing', []],
])('%s instead of privileges is no failure of the connection', async (_, answers) => {
  await using server = await start(answering(answers));
  const result = await host.diagnose(sqlserverTarget({ port: server.port }));
  expect(result).toMatchObject(UNKNOWN);
  expect(JSON.stringify(result)).not.toContain(SECRET);
});

test('a fatal error, after which the server hangs up at once', async () => {
  const fatal = Buffer.concat([error({ number: 21, class: 20, message: 'Fatal' }), done(DONE.error)]);
  const garbage = Buffer.from([0x42, 1, 2, 3]);
  for (const tail of [Buffer.alloc(0), garbage]) {
    const raw = Buffer.concat([packet(PACKET.result, fatal), tail]);
    for (const pattern of [/LOCK_TIMEOUT/, /sysadmin/]) {
      for (const plain of [true, false]) {
        const options = {
          ...answering([{ raw, end: true }], pattern),
          encryption: plain ? 'not-supported' : 'on',
        } as const;
        await using server = await start(options);
        const target = sqlserverTarget({ port: server.port, ...(plain ? { options: PLAIN } : {}) });
        const result = await host.diagnose(target);
        if (pattern.test('sysadmin')) expect(result).toMatchObject(UNKNOWN);
        else expect(result).toMatchObject({ code: 'QUERY_FAILED' });
      }
    }
  }
});

test('privileges that take for ever are no failure of the connection', async () => {
  const never = new Promise<Answer[]>(() => {});
  await using server = await start({ onStatement: ({ sql }) => (/sysadmin/.test(sql) ? never : undefined) });
  expect(await host.diagnose(sqlserverTarget({ port: server.port }))).toMatchObject(UNKNOWN);
  await expect.poll(() => server.openConnections()).toBe(0);
});

test.each<[number, string]>([
  [229, 'PERMISSION_DENIED'],
  [1222, 'QUERY_FAILED'],
  [1205, 'QUERY_FAILED'],
  [40_613, 'CAPACITY'],
])('error %i while the session begins', async (number, code) => {
  await using server = await start(answering([{ error: { number, message: 'planted' } }], /LOCK_TIMEOUT/));
  expect((await host.diagnose(sqlserverTarget({ port: server.port }))).code).toBe(code);
});

test.each([8, 0, 4, -1, 'x', 1_000_000])('a packet size of %s', async (size) => {
  await using server = await start({ onLogin: () => ({ tokens: environment.packetSize(size, 4096) }) });
  const result = await host.diagnose(sqlserverTarget({ port: server.port }));
  expect(verdictOf(result)).toMatchObject({ success: false, stage: 'auth', code: 'WRONG_SERVICE' });
});

test.each<[string, Answer[]]>([
  ['rows', [{ columns: [{ name: 'version', type: 'int' }], rows: [[1]] }]],
  ['an error', [{ error: { number: 229, message: 'planted' } }]],
  ['an unknown token', [{ raw: packet(PACKET.result, Buffer.from([0x42])) }]],
])('%s for everything that is asked', async (_, answers) => {
  await using server = await start({ onStatement: () => answers });
  const result = await host.diagnose(sqlserverTarget({ port: server.port }));
  expect(result.success).toBe(false);
  expect(['WRONG_SERVICE', 'PERMISSION_DENIED', 'QUERY_FAILED']).toContain(result.code);
  expect(['auth', 'query']).toContain(result.stage);
});

test('a row of ten million bytes', async () => {
  const rows = [['x'.repeat(5_000_000)]];
  await using server = await start(
    answering([{ columns: [{ name: 'version', type: 'nvarchar(max)' }], rows }], /LOCK_TIMEOUT/),
  );
  const result = await host.diagnose(sqlserverTarget({ port: server.port }));
  expect(verdictOf(result)).toMatchObject({ success: false, code: 'QUERY_FAILED', stage: 'query' });
});

test('rows without end', async () => {
  function* endless() {
    for (let id = 0; ; id++) yield [id, 'catalog', 'n'.repeat(100), 0];
  }
  const columns = [
    { name: 'id', type: 'int' as const },
    { name: 'kind', type: 'nvarchar' as const },
    { name: 'name', type: 'nvarchar' as const },
    { name: 'number', type: 'int' as const },
  ];
  await using server = await start({
    onStatement: ({ sql }) => (/sysadmin|sys\.databases/.test(sql) ? [{ columns, rows: endless() }] : undefined),
  });
  expect(await host.diagnose(sqlserverTarget({ port: server.port }))).toMatchObject(UNKNOWN);
  const outline = host.introspect(sqlserverTarget({ port: server.port }), { depth: 'schemas' })[Symbol.asyncIterator]();
  await expect(outline.next()).rejects.toMatchObject({ code: 'QUERY_FAILED' });
  await expect.poll(() => server.openConnections()).toBe(0);
});

test('a call that its caller leaves ends at once', async () => {
  await using server = await start({ stall: 'query' });
  const left = new AbortController();
  const call = host.diagnose(sqlserverTarget({ port: server.port }), { signal: left.signal });
  await expect.poll(() => server.logins.length).toBe(1);
  left.abort();
  expect((await call).code).toBe('CANCELLED');
  await expect.poll(() => server.openConnections()).toBe(0);
});
