import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseMasterKey } from './master-key-text.ts';

describe('a master key', () => {
  it('is 32 bytes in base64', () => {
    const key = randomBytes(32);
    expect(Buffer.from(parseMasterKey(key.toString('base64')).bytes)).toEqual(key);
  });

  it('or 32 characters as they are; hexadecimal ones with a warning', () => {
    const text = 'correct horse battery staple 12!';
    expect(new TextDecoder().decode(parseMasterKey(text).bytes)).toBe(text);
    expect(parseMasterKey(text).warning).toBeNull();
    expect(parseMasterKey('0123456789abcdef0123456789abcdef').warning).toContain('128 bits');
  });

  it.each([
    '',
    'short',
    'dGVzdC1lbmNyeXB0aW9uLWtleS0zMi1ieXRlcw==',
    randomBytes(31).toString('base64'),
    'x'.repeat(33),
  ])('is refused at any other length, without its value: %#', (text) => {
    const refusal = () => parseMasterKey(text, 'THE_VARIABLE');
    expect(refusal).toThrow(/^THE_VARIABLE must be exactly 32 bytes \(found \d+\)$/);
    if (text) expect(refusal).not.toThrow(text);
  });

  it('is refused when it repeats one byte', () => {
    expect(() => parseMasterKey('a'.repeat(32))).toThrow('repeats one byte');
    expect(() => parseMasterKey(Buffer.alloc(32).toString('base64'))).toThrow('repeats one byte');
  });
});
