import { type CatalogModel, startDatabricksEmulator } from '@portolan/emulator-databricks';
import { createAuthority } from '@portolan/testing/postgres';
import type { ConnectionTarget } from '../../driver.ts';
import type { PeerKind } from './peer.ts';

/** The schema of the conformance suite; Databricks has neither uniques nor indexes. */
export const SHOP: CatalogModel = {
  name: 'main',
  schemas: [
    {
      name: 'default',
      tables: [
        {
          name: 'customers',
          comment: 'People who buy',
          columns: [
            { name: 'id', type: 'BIGINT', nullable: false, identity: 'ALWAYS' },
            { name: 'email', type: 'VARCHAR(80)', nullable: false, comment: 'Where to write to' },
          ],
          keys: [{ name: 'customers_pk', type: 'PRIMARY KEY', columns: ['id'] }],
        },
        {
          name: 'orders',
          columns: [
            { name: 'id', type: 'BIGINT', nullable: false },
            { name: 'customer_id', type: 'BIGINT', nullable: false },
            { name: 'total', type: 'DECIMAL(10,2)', nullable: false, default: '0' },
            { name: 'placed_at', type: 'TIMESTAMP' },
            { name: 'note', type: 'STRING' },
          ],
          keys: [
            { name: 'orders_pk', type: 'PRIMARY KEY', columns: ['id'] },
            {
              name: 'orders_customer',
              type: 'FOREIGN KEY',
              columns: ['customer_id'],
              references: { schema: 'default', key: 'customers_pk' },
            },
          ],
        },
        {
          name: 'big_orders',
          type: 'VIEW',
          columns: [
            { name: 'id', type: 'BIGINT' },
            { name: 'total', type: 'DECIMAL(10,2)' },
          ],
        },
      ],
    },
  ],
};

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
