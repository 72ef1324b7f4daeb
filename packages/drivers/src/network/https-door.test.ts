import { get, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { startDatabricksEmulator } from '@portolan/emulator-databricks';
import { createAuthority } from '@portolan/testing/postgres';
import { expect, test } from 'vitest';
import { createEgressPolicy } from '../egress/egress-policy.ts';
import { deadlineAt } from '../stages/deadline.ts';
import { StageWalk } from '../stages/stage-walk.ts';
import { targetOf } from '../testing/target.ts';
import type { HttpsDoor } from './https-door.ts';
import { openHttps } from './open-https.ts';
import { tlsSettings } from './tls-settings.ts';

const authority = createAuthority();
const tls = authority.issue({ commonName: 'peer', names: ['127.0.0.1', 'localhost'] });
const policy = createEgressPolicy({ allow: [], deny: [], allowPrivate: true });
const start = (body = 'answer', headers: Record<string, string> = {}) =>
  startDatabricksEmulator({ tls, tokens: {}, catalogs: [], onRequest: () => ({ status: 200, headers, body }) });

function open(port: number, ms = 5_000): Promise<HttpsDoor> {
  const settings = tlsSettings(targetOf({ dbType: 'databricks', port, options: { sslCa: authority.ca } }));
  if (!settings) throw new Error('no TLS');
  const host = { kind: 'address' as const, address: '127.0.0.1' };
  const deadline = deadlineAt(Date.now() + ms);
  return openHttps({ host, port, tls: settings }, new StageWalk(), { policy, deadline });
}

const fetchText = (door: HttpsDoor, port: number, headers: Record<string, string> = {}) =>
  new Promise<string>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/', agent: door, headers }, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });

test('requests go over the connection that was opened, and over further ones to the same address', async () => {
  await using peer = await start();
  const door = await open(peer.port);
  const both = await Promise.all([fetchText(door, peer.port), fetchText(door, peer.port)]);
  expect(both).toEqual(['answer', 'answer']);
  expect([door.failure, door.status]).toEqual([null, 200]);
  expect(peer.requests.every((one) => one.headers['accept-encoding'] === 'identity')).toBe(true);
  door.destroy();
});

test('another port of the same address is another place', async () => {
  await using peer = await start();
  await using other = await start();
  const door = await open(peer.port);
  await expect(fetchText(door, other.port)).rejects.toThrow();
  expect(door.failure).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  expect(other.requests).toEqual([]);
  // What has failed once stays closed.
  await expect(fetchText(door, peer.port)).rejects.toThrow();
  expect(peer.requests).toEqual([]);
});

test('a credential, or a body, is refused before anybody is dialled', async () => {
  await using peer = await start();
  const bearing = await open(peer.port);
  await expect(fetchText(bearing, 1, { authorization: 'Bearer secret' })).rejects.toThrow();
  expect(bearing.failure).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  const posting = await open(peer.port);
  const posted = new Promise((_, reject) => {
    request({ host: '127.0.0.1', port: 1, method: 'POST', agent: posting }).on('error', reject).end('secret');
  });
  await expect(posted).rejects.toThrow();
  expect(posting.failure).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
});

test('the deadline closes the door and all that goes through it', async () => {
  await using peer = await startDatabricksEmulator({ tls, tokens: {}, catalogs: [], onRequest: () => 'hang' });
  const door = await open(peer.port, 300);
  await expect(fetchText(door, peer.port)).rejects.toThrow();
  expect(door.failure).toMatchObject({ code: 'TIMEOUT' });
  await expect(door.broken).rejects.toMatchObject({ code: 'TIMEOUT' });
  await expect.poll(peer.openConnections).toBe(0);
});

test('a body that ends without its rest is an error, and one that is packed is unpacked', async () => {
  const { gzipSync } = await import('node:zlib');
  const body = gzipSync('packed answer');
  await using peer = await startDatabricksEmulator({
    tls,
    tokens: {},
    catalogs: [],
    onRequest: () => ({ status: 200, headers: { 'content-encoding': 'gzip' }, body }),
  });
  const door = await open(peer.port);
  expect(await fetchText(door, peer.port)).toBe('packed answer');
  door.destroy();
  await using broken = await start('no gzip', { 'content-encoding': 'gzip' });
  const other = await open(broken.port);
  await expect(fetchText(other, broken.port)).rejects.toThrow();
  other.destroy();
});
