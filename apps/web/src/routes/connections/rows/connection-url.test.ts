import type { Connection, SslMode } from '@portolan/contract';
import { readConnectionText } from '@portolan/contract/connection-text';
import { describe, expect, it } from 'vitest';
import { saved } from '../form/test-drafts.ts';
import { connectionUrl } from './connection-url.ts';

/** What the form makes of the URL again. */
function readAgain(connection: Connection) {
  const reading = readConnectionText(connectionUrl(connection));
  if (!reading || 'refused' in reading) throw new Error(`Not read: ${connectionUrl(connection)}`);
  const { host, port, databaseName, username, sslMode, options, left, credential } = reading.found;
  return { host, port, databaseName, username, sslMode, options, left, credential };
}

const whole = (patch: Partial<Connection>) => saved({ host: 'db.example.com', username: 'ada', ...patch });

it('reads as people write it', () => {
  expect(connectionUrl(whole({}))).toBe(
    'postgresql://ada@db.example.com:5432/orders?sslmode=verify-full&currentSchema=sales',
  );
  expect(connectionUrl(whole({ dbType: 'mysql', port: 3306, options: null, useSsl: false }))).toBe(
    'mysql://ada@db.example.com:3306/orders?ssl-mode=DISABLED',
  );
});

describe('what is copied fills the form in again', () => {
  it.each(['postgresql', 'mysql'] as const)('for %s in every TLS mode', (dbType) => {
    for (const sslMode of ['disable', 'require', 'verify-ca', 'verify-full'] as SslMode[]) {
      const options = { sslMode, schema: 'sales' };
      expect(readAgain(whole({ dbType, options, useSsl: sslMode !== 'disable' }))).toEqual({
        host: 'db.example.com',
        port: 5432,
        databaseName: 'orders',
        username: 'ada',
        sslMode,
        options: { schema: 'sales' },
        left: [],
        credential: null,
      });
    }
  });

  it('for SQL Server, with an instance and a name that needs quotes', () => {
    const options = { instanceName: 'SALES', encrypt: true, trustServerCertificate: true };
    const found = readAgain(whole({ dbType: 'sqlserver', port: 1433, databaseName: 'the; shop', options }));
    expect(found).toMatchObject({ databaseName: 'the; shop', username: 'ada', sslMode: 'require', left: [] });
    expect(found.options).toEqual({ instanceName: 'SALES' });
  });

  it('for Databricks', () => {
    const options = { httpPath: '/sql/1.0/warehouses/abc' };
    const found = readAgain(whole({ dbType: 'databricks', port: 443, databaseName: 'main', username: null, options }));
    expect(found).toMatchObject({ databaseName: 'main', left: [], options: { httpPath: '/sql/1.0/warehouses/abc' } });
  });

  it('for Snowflake', () => {
    const options = { account: 'xy12345', warehouse: 'WH 1', role: 'READER', schema: 'SALES' };
    const found = readAgain(
      whole({ dbType: 'snowflake', host: 'xy12345.snowflakecomputing.com', port: 443, databaseName: 'SHOP', options }),
    );
    expect(found).toMatchObject({ host: 'xy12345.snowflakecomputing.com', databaseName: 'SHOP', username: 'ada' });
    expect(found).toMatchObject({ left: [], options });
  });

  it('for an address of version 6 and names with signs of URLs in them', () => {
    const found = readAgain(whole({ host: '2001:db8::1', databaseName: 'a/b?c', username: 'ada@shop:eu' }));
    expect(found).toMatchObject({ host: '2001:db8::1', databaseName: 'a/b?c', username: 'ada@shop:eu' });
  });
});
