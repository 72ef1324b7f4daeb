import { CONNECTION_KINDS, type ConnectionKind, type Credential, DEFAULT_PORTS } from '@portolan/contract';
import { afterAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { emulate } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { OPEN_EGRESS, passwordOf } from '../testing/target.ts';

const SECRET = 'a-planted-secret';
const closed = openDrivers({ egress: { allow: [], deny: [], allowPrivate: false } });
const denying = openDrivers({ egress: { ...OPEN_EGRESS, deny: ['127.0.0.0/8', 'localhost', '::1'] } });
afterAll(async () => {
  await Promise.all([closed.close(), denying.close()]);
});

const CREDENTIALS: Partial<Record<ConnectionKind, Credential>> = { databricks: { type: 'token', token: SECRET } };
const OPTIONS: Partial<Record<ConnectionKind, ConnectionTarget['options']>> = {
  databricks: { httpPath: '/sql/1.0/warehouses/abc' },
  snowflake: { account: 'xy12345' },
};
const targetOf = (dbType: ConnectionKind, host: string, port = DEFAULT_PORTS[dbType]): ConnectionTarget => ({
  dbType,
  host,
  port,
  databaseName: 'shop',
  username: 'app',
  useSsl: true,
  options: OPTIONS[dbType] ?? {},
  credential: CREDENTIALS[dbType] ?? passwordOf(SECRET),
});

/** This machine, the neighbours and the cloud's own, in every spelling that some library takes for an address. */
const FORBIDDEN = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.1',
  'localhost',
  'LOCALHOST.',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '10.0.0.5',
  '172.16.3.4',
  '192.168.1.1',
  '::ffff:10.0.0.5',
  'fd00::1',
  '100.64.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '::ffff:169.254.169.254',
  'fe80::1',
  'fd00:ec2::254',
  '0.0.0.0',
  '0',
  '::',
  '224.0.0.1',
  'ff02::1',
  '255.255.255.255',
];

describe.each(CONNECTION_KINDS)('%s', (dbType) => {
  test.each(FORBIDDEN)('dials nobody at %s', async (host) => {
    const result = await closed.diagnose(targetOf(dbType, host));
    expect(result).toMatchObject({ success: false, code: 'EGRESS_BLOCKED' });
    expect(result.stages.map(({ stage }) => stage)).not.toContain('tcp');
  });

  test('sends nothing to what the operator denies, by whatever name', async () => {
    await using peer = await emulate((socket) => socket.end());
    for (const host of ['127.0.0.1', 'localhost', '::ffff:127.0.0.1', '2130706433']) {
      const result = await denying.diagnose(targetOf(dbType, host, peer.port));
      expect(result).toMatchObject({ success: false, code: 'EGRESS_BLOCKED' });
      const pages = denying.introspect(targetOf(dbType, host, peer.port), { depth: 'schemas' });
      await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
    }
    expect(peer.heard()).toBe('');
  });

  test('takes neither a socket file nor a URL for a host', async () => {
    for (const host of [
      '/var/run/postgresql',
      '\\\\.\\pipe\\sql',
      'http://127.0.0.1',
      '127.0.0.1:80',
      'a b',
      'a\0b',
      '',
    ]) {
      const result = await closed.diagnose(targetOf(dbType, host));
      expect(result).toMatchObject({ success: false, code: 'CONFIG_INVALID', stage: 'config' });
    }
  });
});
