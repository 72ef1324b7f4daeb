import dgram from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blackHole, type Emulator } from '../testing/emulators.ts';
import { approve } from './approved-sockets.ts';
import { installEgressGuard } from './egress-guard.ts';
import { createEgressPolicy } from './egress-policy.ts';

let allowedPeer: Emulator;

beforeAll(async () => {
  allowedPeer = await blackHole();
  // Loopback is refused by address and allowed by one name: both ways can be seen on one machine.
  installEgressGuard(createEgressPolicy({ allow: ['localhost'], deny: [], allowPrivate: false }));
});
afterAll(() => allowedPeer[Symbol.asyncDispose]());

const failure = async (socket: net.Socket) => ((await once(socket, 'error'))[0] as NodeJS.ErrnoException).code;

test('refuses a literal address in every form of the call', async () => {
  const { port } = allowedPeer;
  expect(await failure(net.connect(port, '127.0.0.1'))).toBe('EGRESS_BLOCKED');
  expect(await failure(net.connect({ port, host: '127.0.0.1' }))).toBe('EGRESS_BLOCKED');
  expect(await failure(new net.Socket().connect(port, '::ffff:127.0.0.1'))).toBe('EGRESS_BLOCKED');
  expect(await failure(net.connect({ port, host: '0x7f.1' }))).toBe('EGRESS_BLOCKED');
});

test('does not believe the look-up a caller brings', async () => {
  const lookup: net.LookupFunction = (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
  const socket = net.connect({ port: allowedPeer.port, host: 'db.invalid', lookup });
  expect(await failure(socket)).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
});

test('lets an allowed name through', async () => {
  const socket = net.connect({ port: allowedPeer.port, host: 'localhost', family: 4 });
  await once(socket, 'connect');
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
});

test('lets an approved socket through, to the approved address only', async () => {
  const socket = new net.Socket();
  approve(socket, '127.0.0.1');
  socket.connect(allowedPeer.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  const other = new net.Socket();
  approve(other, '127.0.0.1');
  expect(await failure(other.connect(allowedPeer.port, '127.0.0.2'))).toBe('EGRESS_BLOCKED');
});

test('refuses unix sockets, HTTP by address and UDP', async () => {
  expect(await failure(net.connect('/var/run/docker.sock'))).toBe('EGRESS_BLOCKED');
  const request = http.get({ host: '169.254.169.254', path: '/latest/meta-data' });
  expect(((await once(request, 'error'))[0] as NodeJS.ErrnoException).code).toBe('EGRESS_BLOCKED');
  expect(() => dgram.createSocket('udp4').send('x', 53, '127.0.0.1')).toThrow('egress policy');
});
