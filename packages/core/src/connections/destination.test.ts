import { describe, expect, it } from 'vitest';
import { type Destination, destinationOf, isBoundHere } from './destination.ts';

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

describe('a credential that was bound before hosts were compared by where they lead', () => {
  const old = (host: string) => JSON.stringify(['sqlserver', host, 1433, '', '', '', 'disable']);

  it.each([
    ['localhost.', 'localhost'],
    ['[::1]', '0:0:0:0:0:0:0:1'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['db.example', 'DB.example.'],
  ])('to %s belongs to %s', (bound, host) => {
    expect(isBoundHere(old(bound), { ...base, host })).toBe(true);
    expect(isBoundHere(old(host), { ...base, host: bound })).toBe(true);
  });

  it('belongs to no other', () => {
    expect(isBoundHere(old('localhost.'), { ...base, host: 'localhost.example' })).toBe(false);
    expect(isBoundHere(old('localhost.'), { ...base, host: 'localhost', port: 1434 })).toBe(false);
  });
});
