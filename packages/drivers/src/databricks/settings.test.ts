import { expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { readSettings } from './settings.ts';

const good: ConnectionTarget = {
  dbType: 'databricks',
  host: 'adb-1.azuredatabricks.net',
  port: 443,
  databaseName: 'main',
  username: 'token',
  useSsl: true,
  options: { httpPath: '/sql/1.0/warehouses/abc123' },
  credential: { type: 'token', token: 'dapi1' },
};

test('what is read of a target, and nothing more', () => {
  const { tls, ...settings } = readSettings(good);
  expect(tls.mode).toBe('verify-full');
  expect(settings).toEqual({
    host: { kind: 'name', name: 'adb-1.azuredatabricks.net' },
    port: 443,
    httpPath: '/sql/1.0/warehouses/abc123',
    catalog: 'main',
    login: { kind: 'token', token: 'dapi1' },
    secrets: ['dapi1'],
  });
  expect(readSettings({ ...good, databaseName: null }).catalog).toBeNull();
});

test('TLS is verified whatever the target says', () => {
  const options = { ...good.options, sslMode: 'disable' as const };
  expect(readSettings({ ...good, useSsl: false, options }).tls.mode).toBe('verify-full');
});

test.each([
  '/sql/1.0/warehouses/abc-1',
  'sql/1.0/warehouses/abc',
  '/sql/1.0/endpoints/abc',
  '/sql/protocolv1/o/1234567890/0123-456789-abcd',
])('%s is an HTTP path', (httpPath) => {
  expect(readSettings({ ...good, options: { httpPath } }).httpPath).toMatch(/^\/sql\//);
});

test.each<[string, Partial<ConnectionTarget>, string]>([
  ['no HTTP path', { options: {} }, 'HTTP path is missing'],
  ['a path elsewhere', { options: { httpPath: '/api/2.0/token/create' } }, 'HTTP path is not'],
  ['a path with a query', { options: { httpPath: '/sql/1.0/warehouses/a?x=1' } }, 'HTTP path is not'],
  ['a path that climbs', { options: { httpPath: '/sql/1.0/warehouses/../../api' } }, 'HTTP path is not'],
  ['a path with a host', { options: { httpPath: '@evil.example/sql/1.0/warehouses/a' } }, 'HTTP path is not'],
  ['a path with a line break', { options: { httpPath: '/sql/1.0/warehouses/a\r\nx: y' } }, 'HTTP path is not'],
  ['a host that is a URL', { host: 'https://adb-1.azuredatabricks.net' }, 'host'],
  ['a host with a user', { host: 'me@adb-1.azuredatabricks.net' }, 'host'],
  ['port 0', { port: 0 }, 'port'],
  ['no credential', { credential: null }, 'access token is missing'],
  ['a key pair', { credential: { type: 'keyPair', privateKey: 'k' } }, 'no such kind'],
  ['a token with a line break', { credential: { type: 'token', token: 'dapi1\r\nx: y' } }, 'characters'],
  ['a CA that is none', { options: { ...good.options, sslCa: '-----BEGIN X-----\nA\n-----END X-----' } }, 'CA'],
])('%s is CONFIG_INVALID', (_, over, message) => {
  expect(() => readSettings({ ...good, ...over })).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(message) }),
  );
});
