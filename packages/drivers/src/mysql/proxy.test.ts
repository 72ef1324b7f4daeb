import { afterAll, expect, test } from 'vitest';
import { emulate, greeting } from '../testing/emulators.ts';
import { errorPacket, greetingPacket, ok, packet } from '../testing/mysql-packets.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const host = openDrivers({ deadlineMs: 3_000 });
afterAll(() => host.close());

const GREETING = greetingPacket();
const diagnose = async (port: number) => {
  const target = targetOf({ dbType: 'mysql', port, databaseName: 'shop', credential: passwordOf('planted') });
  const result = await host.diagnose(target);
  return { ...verdictOf(result), message: result.message, team: result.stages.at(-1)?.team };
};

/** As each has been seen to say it. */
const SAID: [who: string, errno: number, text: string, code: string, stage: string][] = [
  [
    'ProxySQL',
    1045,
    "ProxySQL Error: Access denied for user 'app'@'10.0.0.1' (using password: YES)",
    'AUTH_FAILED',
    'auth',
  ],
  ['ProxySQL', 9001, 'Max connect timeout reached while reaching hostgroup 1 after 10000ms', 'CAPACITY', 'database'],
  ['ProxySQL', 9002, 'Max connect failure while reaching hostgroup 1', 'CAPACITY', 'database'],
  ['ProxySQL', 9004, 'ProxySQL Error: Backend Offline Detected', 'CAPACITY', 'database'],
  ['ProxySQL', 1040, 'Too many connections', 'CAPACITY', 'database'],
  ['MaxScale', 2003, 'Lost connection to backend server: network error', 'CAPACITY', 'database'],
  ['MaxScale', 1927, 'Lost connection to backend server', 'CAPACITY', 'database'],
  ['MaxScale', 1815, 'Internal error: No valid servers found', 'CAPACITY', 'database'],
  ['MaxScale', 1049, "Unknown database 'shop'", 'DATABASE_NOT_FOUND', 'database'],
  [
    'MySQL Router',
    2003,
    "Can't connect to remote MySQL server for client connected to '0.0.0.0:6446'",
    'CAPACITY',
    'database',
  ],
  ['Amazon RDS', 9501, 'Timed-out waiting to acquire database connection', 'CAPACITY', 'database'],
  ['MariaDB', 1130, 'Proxy header is not accepted from 10.0.0.1', 'WRONG_SERVICE', 'auth'],
  ['MariaDB', 1130, "Host '10.0.0.1' is not allowed to connect to this MariaDB server", 'AUTH_FAILED', 'auth'],
  ['MySQL', 1156, 'Got packets out of order', 'WRONG_SERVICE', 'auth'],
  ['MySQL', 1043, 'Bad handshake', 'WRONG_SERVICE', 'auth'],
];

test.each(SAID)('%s, %i: %s', async (_, errno, text, code, stage) => {
  // At the login, in place of a greeting, and right behind one.
  await using login = await emulate((socket) => {
    socket.write(GREETING);
    socket.once('data', () => socket.write(errorPacket(2, errno, text)));
  });
  expect(await diagnose(login.port)).toMatchObject({ code, stage });
  const early = packet(0, Buffer.from([0xff, errno & 255, errno >> 8]), text);
  await using instead = await greeting(early);
  expect(await diagnose(instead.port)).toMatchObject({ code, stage });
  await using behind = await greeting(Buffer.concat([GREETING, errorPacket(1, errno, text)]));
  expect(await diagnose(behind.port)).toMatchObject({ code, stage });
});

test('what is no error behind a greeting is slipped in, and refused', async () => {
  await using peer = await greeting(Buffer.concat([GREETING, ok(1)]));
  expect(await diagnose(peer.port)).toMatchObject({ code: 'WRONG_SERVICE', stage: 'auth' });
});

test('while a query runs', async () => {
  await using peer = await emulate((socket) => {
    socket.write(GREETING);
    socket.once('data', () => {
      socket.write(ok(2));
      socket.on('data', () => socket.write(errorPacket(1, 9001, 'Max connect timeout reached')));
    });
  });
  expect(await diagnose(peer.port)).toMatchObject({ code: 'CAPACITY', stage: 'database', team: 'dba' });
});
