import { afterAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import {
  authentication,
  blackHole,
  type Emulator,
  emulate,
  errorResponse,
  greeting,
  LOGGED_IN,
  message,
  READY,
  replying,
  scripted,
} from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'planted-secret';
const host = openDrivers({ deadlineMs: 6_000 });
afterAll(() => host.close());

async function testAgainst(make: () => Promise<Emulator>, over: Partial<ConnectionTarget> = {}) {
  await using peer = await make();
  const result = await host.diagnose(targetOf({ port: peer.port, credential: passwordOf(SECRET), ...over }));
  expect(JSON.stringify(result)).not.toContain(SECRET);
  return { ...verdictOf(result), message: result.message, heard: peer.heard() };
}

// The packet length of a MySQL greeting can be any letter the PostgreSQL protocol begins with.
const mysql = (length: string) => Buffer.from(`${length}\0\0\0\n8.4.0\0\x08\0\0\0${'x'.repeat(70)}`, 'latin1');

describe.concurrent.each([false, true])('with TLS %s', (useSsl) => {
  const stage = useSsl ? 'tls' : 'auth';

  test.each<[string, () => Promise<Emulator>]>([
    ['an HTTP server', () => replying('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')],
    ['an SSH server', () => greeting('SSH-2.0-OpenSSH_9.9\r\n')],
    ['a mail server', () => greeting('220 mail.example ESMTP\r\n')],
    ['a MySQL server', () => greeting(mysql('J'))],
    ['a MySQL server whose greeting begins with N', () => greeting(mysql('N'))],
    ['a MySQL server whose greeting begins with E', () => greeting(mysql('E'))],
    ['a MySQL server whose greeting begins with R', () => greeting(mysql('R'))],
    ['a server that hangs up', () => emulate((socket) => socket.end())],
    ['a server that hangs up when spoken to', () => emulate((socket) => socket.once('data', () => socket.end()))],
  ])('%s is the wrong service', async (_, make) => {
    expect(await testAgainst(make, { useSsl })).toMatchObject({ success: false, code: 'WRONG_SERVICE', stage });
  });

  test('a black hole is a timeout at the stage that ran out', async () => {
    expect(await testAgainst(blackHole, { useSsl })).toMatchObject({ success: false, code: 'TIMEOUT', stage });
  });
});

test('a server that says yes to TLS and then speaks something else', async () => {
  const result = await testAgainst(() => scripted('S', 'HTTP/1.1 400 Bad Request\r\n\r\n'), { useSsl: true });
  expect(result).toMatchObject({ code: 'WRONG_SERVICE', stage: 'tls' });
});

test('plain text slipped in behind the yes to TLS is refused', async () => {
  const stuffed = Buffer.concat([Buffer.from('S'), LOGGED_IN]);
  expect(await testAgainst(() => replying(stuffed), { useSsl: true })).toMatchObject({
    code: 'WRONG_SERVICE',
    stage: 'tls',
  });
});

test.each<[string, Uint8Array]>([
  ['an unknown way to authenticate', authentication(7)],
  ['messages the parser cannot bear', Buffer.concat([authentication(0), message('D', Buffer.from([0xff, 0xff, 1]))])],
  ['a SCRAM mechanism nobody knows', authentication(10, Buffer.from('SCRAM-MD2\0\0'))],
])('%s fails the call and not the process', async (_, bytes) => {
  const result = await testAgainst(() => replying(bytes));
  expect(result.success).toBe(false);
  expect(result.code).toMatch(/^(WRONG_SERVICE|AUTH_FAILED|QUERY_FAILED|TIMEOUT)$/);
});

test('a password asked for in clear text without TLS is not sent', async () => {
  const result = await testAgainst(() => replying(authentication(3)));
  expect(result).toMatchObject({ code: 'TLS_REQUIRED', stage: 'auth' });
  expect(result.heard).not.toContain(SECRET);
});

test('an error text that echoes the password in any spelling is scrubbed', async () => {
  const echo = [SECRET, Buffer.from(SECRET).toString('base64'), Buffer.from(SECRET).toString('hex')].join(' ');
  const result = await testAgainst(() => replying(errorResponse('28P01', `bad login ${echo}\n`)));
  expect(result).toMatchObject({ code: 'AUTH_FAILED', message: 'The server refused the login: bad login *** *** ***' });
});

test('a server that starts up, or shuts down, is out of capacity', async () => {
  const result = await testAgainst(() => replying(errorResponse('57P03', 'the database system is starting up')));
  expect(result).toMatchObject({ code: 'CAPACITY', stage: 'database', walked: 'config policy dns tcp tls database' });
});

test('a query that is cancelled, refused, cut off or never answered', async () => {
  const afterLogin = (...replies: Uint8Array[]) => testAgainst(() => scripted(LOGGED_IN, ...replies));
  const cancelled = Buffer.concat([errorResponse('57014', 'canceling statement due to user request'), READY]);
  expect(await afterLogin(cancelled)).toMatchObject({ code: 'QUERY_FAILED', stage: 'query' });
  const refused = Buffer.concat([errorResponse('42501', 'permission denied'), READY]);
  expect(await afterLogin(refused)).toMatchObject({ code: 'PERMISSION_DENIED', stage: 'query' });
  expect(await afterLogin()).toMatchObject({ code: 'TIMEOUT', stage: 'query' });
  let turn = 0;
  const cutOff = () =>
    emulate((socket) => socket.on('data', () => (turn++ === 0 ? socket.write(LOGGED_IN) : socket.destroy())));
  expect(await testAgainst(cutOff)).toMatchObject({ code: 'QUERY_FAILED', stage: 'query' });
});

test('a server that answers a query with nothing to read', async () => {
  const nothing = Buffer.concat([message('C', Buffer.from('BEGIN\0')), READY]);
  expect(await testAgainst(() => scripted(LOGGED_IN, nothing))).toMatchObject({ code: 'QUERY_FAILED', stage: 'query' });
});

test('a flood of bytes ends the call', async () => {
  const mebibyte = message(
    'N',
    Buffer.concat([Buffer.from('SNOTICE\0M'), Buffer.alloc(1024 * 1024, 'x'), Buffer.from('\0\0')]),
  );
  const flood = () =>
    emulate((socket) => {
      const pour = () => {
        while (!socket.destroyed && socket.write(mebibyte));
      };
      socket.once('data', () => {
        socket.write(authentication(0));
        pour();
      });
      socket.on('drain', pour);
    });
  const result = await testAgainst(flood);
  expect(result).toMatchObject({ code: 'QUERY_FAILED', stage: 'database' });
  expect(result.message).toContain('more than an answer can hold');
});
