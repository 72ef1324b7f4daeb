import dgram from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveDatagram } from './approved-sockets.ts';
import { installEgressGuard } from './egress-guard.ts';
import { createEgressPolicy } from './egress-policy.ts';

const peer = dgram.createSocket('udp4');
let port: number;

beforeAll(async () => {
  peer.bind(0, '127.0.0.1');
  await once(peer, 'listening');
  port = peer.address().port;
  installEgressGuard(createEgressPolicy({ allow: [], deny: [], allowPrivate: true }));
});
afterAll(() => peer.close());

const REFUSED = 'egress policy';
const socket = () => dgram.createSocket('udp4');

test('an approved socket sends one datagram, and no second one', async () => {
  const approved = socket();
  approveDatagram(approved, '127.0.0.1', port);
  approved.send('one', port, '127.0.0.1');
  const [message] = (await once(peer, 'message')) as [Buffer];
  expect(message.toString()).toBe('one');
  expect(() => approved.send('two', port, '127.0.0.1')).toThrow(REFUSED);
  approved.close();
});

test('an approval is for one address, one port and one way to send', () => {
  const attempts: ((approved: dgram.Socket) => unknown)[] = [
    (approved) => approved.send('x', port, '127.0.0.2'),
    (approved) => approved.send('x', port + 1, '127.0.0.1'),
    (approved) => approved.send('x', port, 'localhost'),
    (approved) => approved.send('x', port),
    (approved) => approved.send('xy', 0, 1, port, '127.0.0.1'),
    (approved) => approved.bind(0),
    (approved) => approved.connect(port, '127.0.0.1'),
    (approved) => approved.addMembership('224.0.0.114'),
  ];
  for (const attempt of attempts) {
    const approved = socket();
    approveDatagram(approved, '127.0.0.1', port);
    expect(() => attempt(approved)).toThrow(REFUSED);
    approved.close();
  }
});

test('a refused attempt uses the approval up', () => {
  const approved = socket();
  approveDatagram(approved, '127.0.0.1', port);
  expect(() => approved.send('x', port, '127.0.0.2')).toThrow(REFUSED);
  expect(() => approved.send('x', port, '127.0.0.1')).toThrow(REFUSED);
  approved.close();
});

test('everybody else is refused', () => {
  const other = socket();
  expect(() => other.send('x', port, '127.0.0.1')).toThrow(REFUSED);
  expect(() => other.bind(0)).toThrow(REFUSED);
  expect(() => other.connect(port, '127.0.0.1')).toThrow(REFUSED);
  other.close();
});
