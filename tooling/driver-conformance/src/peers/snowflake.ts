import type { ConnectionTarget } from '@portolan/drivers';
import { passwordOf } from '@portolan/drivers/testing';
import { SHOP, startSnowflakeEmulator } from '@portolan/emulator-snowflake';
import { createAuthority } from '@portolan/testing/postgres';
import { type PeerKind, wrongFrom } from './peer.ts';

export const snowflakePeer: PeerKind = {
  name: 'Snowflake (emulator)',
  async start() {
    const authority = createAuthority();
    const emulator = await startSnowflakeEmulator({
      tls: authority.issue({ commonName: 'account', names: ['localhost'] }),
      account: 'acme-shop',
      users: { APP: { password: 'right', roles: ['READER'] }, POOR: { password: 'right', blind: true } },
      warehouses: [{ name: 'WH', state: 'STARTED' }],
      databases: [SHOP],
    });
    const target: ConnectionTarget = {
      dbType: 'snowflake',
      host: 'localhost',
      port: emulator.port,
      databaseName: 'SHOP',
      username: 'app',
      useSsl: true,
      options: { account: 'acme-shop', warehouse: 'WH', sslCa: authority.ca },
      credential: passwordOf('right'),
    };
    return {
      target,
      wrong: wrongFrom(target),
      schema: 'PUBLIC',
      spell: (name) => name.toUpperCase(),
      has: { identity: true, uniques: true, indexes: false, foreignKeyActions: true, tls: true },
      [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
    };
  },
};
