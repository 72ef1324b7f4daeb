import { describe, expect, it } from 'vitest';
import { clientAddress, parseNetwork } from './client-address.ts';

describe('the address of a client', () => {
  const from = clientAddress(['10.0.0.0/8', '::1', '192.0.2.7', '::ffff:192.168.0.0/112']);
  it.each<[string, string, string | undefined, string]>([
    ['a stranger is who they are, whatever they say', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['a proxy speaks for its client', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    [
      'the last hop that is no proxy counts; those before it are hearsay',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1, 10.9.9.9',
      '198.51.100.1',
    ],
    ['a proxy without a word is itself', '10.1.2.3', undefined, '10.1.2.3'],
    ['proxies all the way are the peer', '10.1.2.3', '10.0.0.1, 192.0.2.7', '10.1.2.3'],
    ['nonsense is not believed', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['IPv4 over an IPv6 socket is IPv4', '::ffff:10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'],
    ['a spelling is nobody else', '0:0:0:0:0:FFFF:0a01:0203', '::FFFF:C633:6401', '198.51.100.1'],
    ['IPv6 has one spelling', '10.1.2.3', '2001:0DB8:0:0:0:0:0:5', '2001:db8::5'],
    ['the name of an interface is none', 'fe80::1%eth0', undefined, 'fe80::1'],
    ['a port is none either', '10.1.2.3', '[2001:db8::5]:443', '2001:db8::5'],
    ['nor with IPv4', '10.1.2.3', '198.51.100.1:443', '198.51.100.1'],
    ['a proxy that is known by a mapped network', '192.168.7.7', '198.51.100.1', '198.51.100.1'],
    ['IPv6 works too', '::1', '2001:db8::5', '2001:db8::5'],
  ])('%s', (_, peer, header, client) => {
    expect(from(peer, header)).toBe(client);
  });

  it.each([
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::/129',
    '10.0.0.0/',
    'localhost',
    '::ffff:10.0.0.1/64',
  ])('knows no network %j', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });
});
