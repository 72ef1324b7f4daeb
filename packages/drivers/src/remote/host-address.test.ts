import { expect, test } from 'vitest';
import { parseHostAddress } from './index.ts';

const KEY = 'k'.repeat(42).concat('A');

test.each(['https://drivers.example.com', 'http://127.0.0.1:3010', 'http://localhost:3010', 'http://[::1]:3010'])(
  '%s and a key is an address',
  (text) => {
    const { url, publicKey } = parseHostAddress(`${text}#${KEY}`);
    expect([url.href, publicKey]).toEqual([`${text}/`, KEY]);
  },
);

test.each([
  ['https://drivers.example.com', 'key of each host'],
  ['https://drivers.example.com#short', 'key of each host'],
  [`https://drivers.example.com#${'k'.repeat(42)}l`, 'key of each host'],
  [`https://user:secret@drivers.example.com#${KEY}`, 'scheme, host and port alone'],
  [`https://drivers.example.com/path#${KEY}`, 'scheme, host and port alone'],
  [`https://drivers.example.com?x=1#${KEY}`, 'scheme, host and port alone'],
  [`http://drivers.example.com#${KEY}`, 'PORTOLAN_DRIVER_HOST_PLAIN'],
  [`http://127.0.0.1.example.com#${KEY}`, 'PORTOLAN_DRIVER_HOST_PLAIN'],
  [`ftp://drivers.example.com#${KEY}`, 'https://'],
  ['drivers.example.com', 'https://'],
])('%s is none', (text, why) => {
  expect(() => parseHostAddress(text)).toThrow(why);
});

test('a host without TLS has to be named', () => {
  expect(parseHostAddress(`http://drivers:3010#${KEY}`, ['drivers']).url.host).toBe('drivers:3010');
});
