import { describe, expect, it } from 'vitest';
import { type Destination, destinationOf } from './destination.ts';

const base: Destination = { dbType: 'sqlserver', host: 'db.example', port: 1433, useSsl: false, options: null };

describe('the destination of a credential', () => {
  it.each<[string, Partial<Destination>]>([
    ['kind', { dbType: 'mysql' }],
    ['host', { host: 'db.example.evil' }],
    ['port', { port: 1434 }],
    ['TLS', { useSsl: true }],
    ['TLS mode', { options: { sslMode: 'require' } }],
    ['trust in any certificate', { options: { encrypt: true, trustServerCertificate: true } }],
    ['instance', { options: { instanceName: 'OTHER' } }],
    ['account', { options: { account: 'xy1' } }],
    ['HTTP path', { options: { httpPath: '/sql' } }],
  ])('changes with the %s', (_, change) => {
    expect(destinationOf({ ...base, ...change })).not.toBe(destinationOf(base));
  });

  it('does not change with what goes nowhere else', () => {
    expect(destinationOf({ ...base, host: 'DB.example' })).toBe(destinationOf(base));
    expect(destinationOf({ ...base, options: { schema: 'x', role: 'y', warehouse: 'z' } })).toBe(destinationOf(base));
    const postgres: Destination = { ...base, dbType: 'postgresql', useSsl: true };
    expect(destinationOf({ ...postgres, options: { sslMode: 'require' } })).toBe(destinationOf(postgres));
  });
});
