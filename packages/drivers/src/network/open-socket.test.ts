import { freePort } from '@portolan/testing/postgres';
import { expect, test } from 'vitest';
import { deadlineAt } from '../stages/deadline.ts';
import { blackHole } from '../testing/emulators.ts';
import { openSocket } from './open-socket.ts';

const inMs = (ms: number) => deadlineAt(Date.now() + ms);
const closed = (socket: { once(event: 'close', done: () => void): unknown }) =>
  new Promise<void>((resolve) => socket.once('close', resolve));

test('takes the first address that accepts', async () => {
  await using peer = await blackHole();
  const socket = await openSocket(['127.0.0.2', '127.0.0.1'], peer.port, inMs(5_000));
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
});

test('fails as the last address did when none accepts', async () => {
  const port = await freePort();
  await expect(openSocket(['127.0.0.1', '127.0.0.2'], port, inMs(5_000))).rejects.toMatchObject({
    code: 'TCP_REFUSED',
  });
});

test('an address without a route is unreachable', async () => {
  // Class E: the kernel itself has no way to send there.
  await expect(openSocket(['255.255.255.255'], 5432, inMs(2_000))).rejects.toMatchObject({ code: 'TCP_UNREACHABLE' });
});

test('a deadline that has passed dials nobody', async () => {
  await using peer = await blackHole();
  const past = deadlineAt(Date.now() - 1);
  await new Promise((resolve) => past.signal.addEventListener('abort', resolve));
  await expect(openSocket(['127.0.0.1'], peer.port, past)).rejects.toMatchObject({ code: 'TIMEOUT' });
});

test('the deadline ends a socket that is long connected', async () => {
  await using peer = await blackHole();
  const socket = await openSocket(['127.0.0.1'], peer.port, inMs(150));
  await closed(socket);
  expect(socket.destroyed).toBe(true);
});
