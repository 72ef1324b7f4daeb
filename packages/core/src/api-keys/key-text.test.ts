import { describe, expect, it } from 'vitest';
import { checksum, crc32 } from './checksum.ts';
import { newKey, parseKey } from './key-text.ts';

describe('the text of a key', () => {
  it('is what the documented expression finds, and its checksum holds', async () => {
    const { id, key } = await newKey();
    expect(key).toMatch(/^ptl_[0-9a-f]{32}_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}$/);
    expect(key.slice(-6)).toBe(checksum(key.slice(0, -6)));
    expect(parseKey(key)?.id).toBe(id);
  });

  it('of a former version has no checksum, and is one still', async () => {
    const { id, key } = await newKey();
    expect(parseKey(key.slice(0, -6))).toEqual({ id, secret: key.slice(37, -6) });
  });

  it('is none with another checksum, nor with a part of it', async () => {
    const { key } = await newKey();
    const other = key.at(-1) === '0' ? '1' : '0';
    for (const bad of [key.slice(0, -1) + other, key.slice(0, -1), `${key}0`, key.toUpperCase()]) {
      expect(parseKey(bad), bad).toBeNull();
    }
  });

  it('is summed as zip and gzip do it, in digits that are always six', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(checksum('123456789')).toBe('3jZRME');
    expect(checksum('')).toBe('000000');
  });
});
