import { expect, it } from 'vitest';
import { defaultTlsMode, hasTlsChoice, isLoopback, tlsWarning, verifies } from './tls.ts';

it.each(['localhost', 'LOCALHOST', 'db.localhost', '127.0.0.1', '127.8.8.8', '::1', ' localhost '])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(defaultTlsMode(host)).toBe('disable');
  },
);

it.each(['', 'localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', 'db.example.com'])(
  '"%s" is another one',
  (host) => {
    expect(isLoopback(host)).toBe(false);
    expect(defaultTlsMode(host)).toBe('verify-full');
  },
);

it('warns of what is not encrypted or not verified', () => {
  expect(tlsWarning('disable')).toContain('Not encrypted');
  expect(tlsWarning('require')).toContain('certificate is not verified');
  expect(tlsWarning('verify-ca')).toBeUndefined();
  expect(tlsWarning('verify-full')).toBeUndefined();
  expect(verifies('verify-ca')).toBe(true);
  expect(verifies('require')).toBe(false);
});

it('offers no choice where HTTPS is the protocol', () => {
  expect(hasTlsChoice('snowflake')).toBe(false);
  expect(hasTlsChoice('postgresql')).toBe(true);
});
