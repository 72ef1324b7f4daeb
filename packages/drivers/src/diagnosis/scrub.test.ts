import { expect, test } from 'vitest';
import { scrub } from './scrub.ts';

const SECRET = 'a"b\\c/ü?';

test.each([
  ['raw', SECRET],
  ['JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['URL', encodeURIComponent(SECRET)],
  ['base64', Buffer.from(SECRET).toString('base64')],
  ['base64url', Buffer.from(SECRET).toString('base64url')],
  ['hex', Buffer.from(SECRET).toString('hex')],
])('takes a secret out of a text: %s', (_, spelling) => {
  expect(scrub(`before ${spelling} between ${spelling} after`, ['other', SECRET])).toBe('before *** between *** after');
});

test('an empty secret changes nothing', () => {
  expect(scrub('as it was', [''])).toBe('as it was');
});

test('one line, no control characters, bounded, well-formed', () => {
  expect(scrub('  a\r\n\tb\u0000c\u001b[31m  ', [])).toBe('a b c [31m');
  const long = scrub(`${'x'.repeat(299)}😀${'y'.repeat(500)}`, []);
  expect(long).toHaveLength(301);
  expect(long.isWellFormed()).toBe(true);
});
