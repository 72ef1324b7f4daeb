import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfiguration } from './env.ts';
import { openHubKeys } from './hub-keys.ts';
import { readOwnKeys } from './own-keys.ts';

const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'k'.repeat(42).concat('A'), kid: 'k' };
const keys = { PORTOLAN_HUB_KEYS: JSON.stringify({ keys: [KEY] }) };
const nobody = () => {};

test('everything but the keys of a hub has a default, and nothing private may be dialled', () => {
  expect(readConfiguration({ ...keys, HOST: '' })).toMatchObject({
    host: '127.0.0.1',
    port: 3010,
    ownKeys: null,
    dataDir: '.portolan',
    egress: { allow: [], deny: [], allowPrivate: false },
  });
});

test.each([
  [{}, 'PORTOLAN_HUB_KEYS must be the public keys'],
  [{ ...keys, PORT: '70000' }, 'PORT must be a port number'],
  [{ ...keys, HOST: 's3cret/' }, 'HOST must be a host name'],
  [{ ...keys, PORTOLAN_EGRESS_ALLOW: '10.0.0.0/8, /tmp/s3cret' }, 'PORTOLAN_EGRESS_ALLOW must be'],
])('what cannot be is refused by the name of its variable: %#', (env, line) => {
  expect(() => readConfiguration(env)).toThrow(line);
  expect(() => readConfiguration(env)).not.toThrow('s3cret');
});

test('a key set has public keys alone', async () => {
  expect(await (await openHubKeys(keys.PORTOLAN_HUB_KEYS, nobody)).find('k')).toBeInstanceOf(CryptoKey);
  expect(await (await openHubKeys(keys.PORTOLAN_HUB_KEYS, nobody)).find('other')).toBeUndefined();
  for (const key of [{ ...KEY, d: 's3cret' }, { ...KEY, crv: 'X25519' }, { ...KEY, x: 'short' }, 's3cret']) {
    const error = await openHubKeys(JSON.stringify({ keys: [key] }), nobody).catch(String);
    expect(error).toContain('PORTOLAN_HUB_KEYS holds no public keys');
    expect(error).not.toContain('s3cret');
  }
});

test('its own key is made once, for nobody else to read, and may be given', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-host-key-'));
  const all = await Promise.all([1, 2, 3].map(() => readOwnKeys(null, folder)));
  const [publicKey = ''] = all[0]?.publicKeys ?? [];
  for (const own of all) expect(own.publicKeys).toEqual([publicKey]);
  expect(all[0]?.find(publicKey)).toBeInstanceOf(CryptoKey);
  const file = path.join(folder, 'driver-host.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readOwnKeys(file, '/nowhere')).publicKeys).toEqual([publicKey]);
  await rm(folder, { recursive: true });
  await expect(readOwnKeys('{"s3cret":1}', folder)).rejects.toThrow(/^PORTOLAN_DRIVER_KEY holds no key/);
  await expect(readOwnKeys(file, folder)).rejects.toThrow('PORTOLAN_DRIVER_KEY holds no key of a driver host (ENOENT)');
});
