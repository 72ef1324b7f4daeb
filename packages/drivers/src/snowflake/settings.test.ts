import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { PASSPHRASE, PRIVATE_KEY } from '@portolan/emulator-snowflake/sample-account';
import { expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { passwordOf } from '../testing/target.ts';
import { isSnowflakeHost, readSettings } from './settings.ts';

const good: ConnectionTarget = {
  dbType: 'snowflake',
  host: 'acme-shop.snowflakecomputing.com',
  port: 443,
  databaseName: 'SHOP',
  username: 'app',
  useSsl: true,
  options: {},
  credential: passwordOf('right'),
};

test('what is read of a target, and nothing more', () => {
  const { tls, ...settings } = readSettings({ ...good, options: { warehouse: 'WH', role: 'R', schema: 'S' } });
  expect(tls.mode).toBe('verify-full');
  expect(settings).toEqual({
    host: { kind: 'name', name: 'acme-shop.snowflakecomputing.com' },
    port: 443,
    account: 'acme-shop',
    database: 'SHOP',
    schema: 'S',
    warehouse: 'WH',
    role: 'R',
    login: { kind: 'password', username: 'app', password: 'right' },
    secrets: ['right'],
  });
});

test.each([
  ['acme-shop.snowflakecomputing.com', true],
  ['xy12345.eu-central-1.snowflakecomputing.com', true],
  ['acme.privatelink.snowflakecomputing.com', true],
  ['acme.snowflakecomputing.cn', true],
  ['snowflakecomputing.com', false],
  ['acme.snowflakecomputing.com.evil.example', false],
  ['evilsnowflakecomputing.com', false],
  ['localhost', false],
])('%s is a host of Snowflake: %s', (name, expected) => {
  expect(isSnowflakeHost({ kind: 'name', name })).toBe(expected);
});

test('an encrypted key is decrypted here, an unencrypted one is taken as it is', () => {
  const keyPair = { type: 'keyPair', privateKey: PRIVATE_KEY, passphrase: PASSPHRASE } as const;
  const { login, secrets } = readSettings({ ...good, credential: keyPair });
  const privateKey = login.kind === 'keyPair' ? login.privateKey : '';
  expect(createPrivateKey(privateKey).asymmetricKeyType).toBe('rsa');
  expect(secrets).toEqual([PRIVATE_KEY, PASSPHRASE]);
  const { login: plain } = readSettings({ ...good, credential: { type: 'keyPair', privateKey } });
  expect(plain).toEqual(login);
});

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
test.each<[string, Partial<ConnectionTarget>, string]>([
  ['no account', { host: 'db.example' }, 'account is missing'],
  ['an account that is a URL', { options: { account: 'https://acme' } }, 'not an account identifier'],
  ['an account that is a host', { options: { account: 'evil.example/?' } }, 'not an account identifier'],
  ['a host that is a URL', { host: 'https://acme.snowflakecomputing.com' }, 'host'],
  ['port 70000', { port: 70_000 }, 'port'],
  ['no user name', { username: null }, 'Username'],
  ['no credential', { credential: null }, 'credential is missing'],
  ['an OAuth client', { credential: { type: 'oauthClient', clientId: 'c', clientSecret: 's' } }, 'no OAuth client'],
  ['a wrong passphrase', { credential: { type: 'keyPair', privateKey: PRIVATE_KEY, passphrase: 'no' } }, 'passphrase'],
  ['a missing passphrase', { credential: { type: 'keyPair', privateKey: PRIVATE_KEY } }, 'passphrase'],
  ['a key that is none', { credential: { type: 'keyPair', privateKey: 'junk' } }, 'passphrase'],
  [
    'a key of another kind',
    { credential: { type: 'keyPair', privateKey: elliptic.export({ type: 'pkcs8', format: 'pem' }).toString() } },
    'not an RSA key',
  ],
])('%s is CONFIG_INVALID', (_, over, message) => {
  expect(() => readSettings({ ...good, ...over })).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(message) }),
  );
});
