import { describe, expect, it } from 'vitest';
import { addressKey, isLoopback } from './address-key.ts';

describe('an address counts', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['::FFFF:cb00:7105', '203.0.113.5'],
    ['unknown', 'unknown'],
  ])('%s as %s', (address, key) => expect(addressKey(address)).toBe(key));

  it('as this machine where it is', () => {
    for (const address of ['127.0.0.1', '127.9.9.9', '::1']) expect(isLoopback(address)).toBe(true);
    for (const address of ['128.0.0.1', '::2', '1.127.0.0', 'unknown']) expect(isLoopback(address)).toBe(false);
  });
});
