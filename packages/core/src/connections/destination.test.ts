import { createAuthority } from '@portolan/testing/postgres';
import { describe, expect, it } from 'vitest';
import { bindingTextOf, type Destination, destinationOf, isBoundHere, wholeBinding } from './destination.ts';

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

describe('what a credential is bound to', () => {
  const [one, two] = [createAuthority('One').ca, createAuthority('Two').ca];
  const trusting = (sslCa?: string): Destination => ({
    ...base,
    options: { sslMode: 'verify-full', ...(sslCa ? { sslCa } : {}) },
  });

  it('is the destination and the trust anchor, whatever the mode', () => {
    const binding = bindingTextOf(trusting(one));
    expect(binding).not.toBe(bindingTextOf(trusting(two)));
    expect(binding).not.toBe(bindingTextOf(trusting()));
    expect(binding).not.toBe(bindingTextOf(trusting(one + two)));
    expect(bindingTextOf({ ...base, options: { sslCa: one } })).not.toBe(bindingTextOf(base));
    // What a connection leads to, and so what was charted there, stays.
    expect(destinationOf(trusting(one))).toBe(destinationOf(trusting(two)));
  });

  it('does not change with how the same certificates are written', () => {
    const written = `# our own\r\n${one.replaceAll('\n', '\r\n')}\r\n`;
    expect(bindingTextOf(trusting(written))).toBe(bindingTextOf(trusting(one)));
    expect(bindingTextOf(trusting(two + one + two))).toBe(bindingTextOf(trusting(one + two)));
  });

  it('of earlier texts is whom their own connection trusts', () => {
    const earlier = destinationOf(trusting(one));
    expect(isBoundHere(earlier, trusting(one), trusting(one))).toBe(true);
    expect(isBoundHere(earlier, trusting(two), trusting(one))).toBe(false);
    const written = wholeBinding(earlier, trusting(one));
    expect(written).toBe(bindingTextOf(trusting(one)));
    expect(isBoundHere(written, trusting(two), trusting(two))).toBe(false);
    expect(wholeBinding(written, trusting(two))).toBe(written);
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
    expect(isBoundHere(old(bound), { ...base, host }, base)).toBe(true);
    expect(isBoundHere(old(host), { ...base, host: bound }, base)).toBe(true);
  });

  it('belongs to no other', () => {
    expect(isBoundHere(old('localhost.'), { ...base, host: 'localhost.example' }, base)).toBe(false);
    expect(isBoundHere(old('localhost.'), { ...base, host: 'localhost', port: 1434 }, base)).toBe(false);
  });
});
