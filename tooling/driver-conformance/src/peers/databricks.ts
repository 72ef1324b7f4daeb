import type { ConnectionTarget } from '@portolan/drivers';
import { SHOP, startDatabricksEmulator } from '@portolan/emulator-databricks';
import { createAuthority } from '@portolan/testing/postgres';
import type { PeerKind } from './peer.ts';

export const databricksPeer: PeerKind = {
  name: 'Databricks (emulator)',
  async start() {
    const authority = createAuthority();
    const stranger = createAuthority('Another authority');
    const emulator = await startDatabricksEmulator({
      tls: authority.issue({ commonName: 'workspace', names: ['localhost'] }),
      tokens: { 'dapi-good': { user: 'app@example.com' }, 'dapi-poor': { user: 'poor', deniedCatalogs: ['main'] } },
      catalogs: [SHOP],
    });
    const target: ConnectionTarget = {
      dbType: 'databricks',
      host: 'localhost',
      port: emulator.port,
      databaseName: 'main',
      username: null,
      useSsl: true,
      options: { httpPath: '/sql/1.0/warehouses/emulator', sslCa: authority.ca },
      credential: { type: 'token', token: 'dapi-good' },
    };
    return {
      target,
      wrong: {
        password: { ...target, credential: { type: 'token', token: 'dapi-bad' } },
        database: { ...target, databaseName: 'nowhere' },
        authority: { ...target, options: { ...target.options, sslCa: stranger.ca } },
        hostName: { ...target, host: '127.0.0.1' },
        unprivileged: { ...target, credential: { type: 'token', token: 'dapi-poor' } },
      },
      schema: 'default',
      spell: (name) => name,
      has: { identity: true, uniques: false, indexes: false, foreignKeyActions: false, tls: true },
      [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
    };
  },
};
