import { createAuthority } from '@portolan/testing/postgres';
import { expect, it } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { tlsSettings } from './tls-settings.ts';

const authority = createAuthority('Test authority');
const client = authority.issue({ commonName: 'ada' });
const BAG = 'Bag Attributes\n    friendlyName: ada\nsubject=CN = ada\n';
// A certificate by its length, and by nothing else.
const hollow = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';

function target(options: ConnectionTarget['options'], tlsKey?: string): ConnectionTarget {
  const credential = tlsKey ? ({ type: 'password', password: '', tlsKey } as const) : null;
  const at = { dbType: 'postgresql', host: 'db', port: 5432, databaseName: null, username: null } as const;
  return { ...at, useSsl: true, options: { sslMode: 'verify-full', ...options }, credential };
}

it.each([
  ['with text around them', `# ours\n${BAG}${authority.ca}\n${BAG}${client.cert}`],
  ['behind a byte order mark', `\uFEFF${authority.ca}`],
  ['indented', authority.ca.replace(/^/gm, '  ')],
])('reads authorities %s', (_, sslCa) => {
  expect(tlsSettings(target({ sslCa }))).toMatchObject({ mode: 'verify-full' });
});

it('reads certificate and key with text around them', () => {
  const options = { sslCert: BAG + client.cert };
  expect(tlsSettings(target(options, `Key Attributes: <No Attributes>\n${client.key}`))).not.toBeNull();
});

it.each([
  ['that is cut off', authority.ca + authority.ca.slice(0, 200)],
  ['that is none', authority.ca + hollow],
])('names the block of a bundle %s', (_, sslCa) => {
  expect(() => tlsSettings(target({ sslCa }))).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(/CA certificate/) }),
  );
  const told = (() => {
    try {
      tlsSettings(target({ sslCa }));
    } catch (error) {
      return JSON.stringify(error, Object.getOwnPropertyNames(error));
    }
  })();
  expect(told).toMatch(/[Bb]lock 2/);
});
