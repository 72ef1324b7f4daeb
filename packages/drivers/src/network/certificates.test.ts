import type { AddressInfo } from 'node:net';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { createAuthority } from '@portolan/testing/postgres';
import { startTestHaproxy } from '@portolan/testing/proxies';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadlineAt } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { openSocket } from './open-socket.ts';
import { secureSocket } from './secure-socket.ts';

const DAY_MS = 86_400_000;
const PAST = { from: new Date(Date.now() - 9 * DAY_MS), until: new Date(Date.now() - DAY_MS) };
const FUTURE = { from: new Date(Date.now() + DAY_MS), until: new Date(Date.now() + 9 * DAY_MS) };
const names = ['localhost'];
const root = createAuthority('Root');
const middle = (validity: object = {}) => root.intermediate({ commonName: 'Intermediate', ...validity });
const own = (of = root, validity: object = {}) => of.issue({ commonName: 'server', names, ...validity });
const client = root.issue({ commonName: 'client' });
const stranger = createAuthority('Stranger').issue({ commonName: 'client' });

type Name = keyof typeof CHAINS;
const good = middle();
const late = middle(PAST);
const early = middle(FUTURE);
/** What each server sends: its own certificate, and those above it. */
const CHAINS = {
  good: [own(good), good.ca],
  ownExpired: [own(good, PAST), good.ca],
  ownEarly: [own(good, FUTURE), good.ca],
  intermediateExpired: [own(late), late.ca],
  intermediateEarly: [own(early), early.ca],
  intermediateMissing: [own(good)],
} satisfies Record<string, [{ cert: string; key: string }, ...string[]]>;

let proxy: Awaited<ReturnType<typeof startTestHaproxy<string>>>;
beforeAll(async () => {
  const pem: Record<string, string> = { 'ca.pem': root.ca };
  for (const [name, [pair, ...above]] of Object.entries(CHAINS)) {
    pem[`${name}.pem`] = [pair.cert, ...above, pair.key].join('');
  }
  const bind = (name: string, more = '') => ({ bind: `ssl crt FILES/${name}.pem ${more}` });
  const listeners = Object.fromEntries(Object.keys(CHAINS).map((name) => [name, bind(name)]));
  proxy = await startTestHaproxy(
    {
      ...listeners,
      asking12: bind('good', 'verify required ca-file FILES/ca.pem ssl-max-ver TLSv1.2'),
      // The certificate is one of an elliptic curve: with a cipher for RSA there is nothing in common.
      noCipher: bind('good', 'ssl-max-ver TLSv1.2 ciphers ECDHE-RSA-AES128-GCM-SHA256'),
      strictName: bind('good', 'strict-sni crt FILES/good.pem'),
    },
    pem,
  );
});
afterAll(() => proxy.close());

interface How {
  ca?: string;
  host?: string;
  pair?: { cert: string; key: string };
  mode?: 'require' | 'verify-ca' | 'verify-full';
}

/** Shakes hands; answers why it could not. */
async function shake(port: number, { ca = root.ca, host = 'localhost', pair, mode = 'verify-full' }: How = {}) {
  const socket = await openSocket(['127.0.0.1'], port, deadlineAt(Date.now() + 5_000));
  const context = createSecureContext({ ca, ...pair });
  try {
    const secure = await secureSocket(socket, { kind: 'name', name: host }, { mode, context });
    secure.destroy();
    return 'secure';
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return error;
  } finally {
    socket.destroy();
  }
}
const at = (name: string) => proxy.ports[name] ?? 0;

test('a chain that is whole and in time is taken', async () => {
  expect(await shake(at('good'))).toBe('secure');
  expect(await shake(at('intermediateExpired'), { mode: 'require' })).toBe('secure');
});

test.each<[Name, string, string]>([
  ['ownExpired', 'The certificate of the server has expired', 'CN=server'],
  ['ownEarly', 'The certificate of the server is not valid yet', 'CN=server'],
  ['intermediateExpired', 'An intermediate certificate that the server sends has expired', 'CN=Intermediate'],
  ['intermediateEarly', 'An intermediate certificate that the server sends is not valid yet', 'CN=Intermediate'],
])('%s names the one that is out of date', async (name, message, who) => {
  for (const mode of ['verify-ca', 'verify-full'] as const) {
    expect(await shake(at(name), { mode })).toMatchObject({
      code: 'TLS_EXPIRED',
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(who === 'CN=server' ? 'of the server' : 'intermediate authority'),
      // The server's words: kept apart from what may be stored.
      serverMessage: expect.stringMatching(new RegExp(`^${who}, valid from \\d{4}-\\d\\d-\\d\\d to \\d{4}-`)),
    });
  }
});

test('a server that does not send its intermediate certificate is told so', async () => {
  expect(await shake(at('intermediateMissing'))).toMatchObject({
    code: 'TLS_UNTRUSTED',
    remedy: expect.stringContaining('intermediate'),
  });
  expect(await shake(at('good'), { ca: createAuthority().ca })).toMatchObject({ code: 'TLS_UNTRUSTED' });
  expect(await shake(at('good'), { host: 'db.example' })).toMatchObject({ code: 'TLS_HOSTNAME' });
});

test('alert 40 before a certificate was shown: no cipher in common, whether or not one of ours is there', async () => {
  for (const how of [{}, { pair: client }]) {
    expect(await shake(at('noCipher'), how)).toMatchObject({ code: 'TLS_UNSUPPORTED' });
  }
});

test('a client certificate that is asked for and missing, or of a stranger', async () => {
  expect(await shake(at('asking12'), { pair: client })).toBe('secure');
  expect(await shake(at('asking12'))).toMatchObject({ code: 'AUTH_FAILED' });
  expect(await shake(at('asking12'), { pair: stranger })).toMatchObject({ code: 'AUTH_FAILED' });
});

test('a name that nobody there has a certificate for', async () => {
  expect(await shake(at('strictName'))).toBe('secure');
  expect(await shake(at('strictName'), { host: 'db.example', mode: 'require' })).toMatchObject({
    code: expect.stringMatching(/^TLS_(HOSTNAME|UNSUPPORTED)$/),
  });
});

test('a protocol too old, and one that is none', async () => {
  const old = createTlsServer({ cert: CHAINS.good[0].cert, key: CHAINS.good[0].key, maxVersion: 'TLSv1.2' });
  await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
  const { port } = old.address() as AddressInfo;
  const socket = await openSocket(['127.0.0.1'], port, deadlineAt(Date.now() + 5_000));
  const context = createSecureContext({ minVersion: 'TLSv1.3' });
  await expect(
    secureSocket(socket, { kind: 'name', name: 'localhost' }, { mode: 'require', context }),
  ).rejects.toMatchObject({ code: 'TLS_UNSUPPORTED' });
  await new Promise((resolve) => old.close(resolve));
});
