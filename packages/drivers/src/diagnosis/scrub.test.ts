import { describe, expect, test } from 'vitest';
import { scrub } from './scrub.ts';

const SECRET = 'a"b\\c/ü?';
const bytes = Buffer.from(SECRET);
const wide = Buffer.from(SECRET, 'utf16le');
const reversed = Array.from(SECRET).reverse().join('');

test.each([
  ['raw', SECRET],
  ['in capitals', SECRET.toUpperCase()],
  ['reversed', reversed],
  ['JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['URL', encodeURIComponent(SECRET)],
  ['URL, every byte', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['unicode escapes', [...SECRET].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
  ['HTML entities', [...SECRET].map((c) => `&#${c.charCodeAt(0)};`).join('')],
  ['UTF-16 read byte by byte', [...SECRET].join('\0')],
  ['zero width spaces within', [...SECRET].join('\u200b')],
  ['hex', bytes.toString('hex')],
  ['hex in capitals', bytes.toString('hex').toUpperCase()],
  ['hex with colons', bytes.toString('hex').replace(/..(?=.)/g, '$&:')],
  ['hex of UTF-16', wide.toString('hex')],
])('takes a secret out of a text: %s', (_, spelling) => {
  expect(scrub(`before ${spelling} between ${spelling} after`, ['other', SECRET])).toBe('before *** between *** after');
});

describe.each(['base64', 'base64url'] as const)('in %s', (encoding) => {
  const texts: [string, Buffer][] = [
    ['UTF-8', bytes],
    ['UTF-16LE', wide],
    ['UTF-16BE', Buffer.from(wide).swap16()],
    ['reversed', Buffer.from(reversed)],
  ];
  test.each(texts)('of %s, whatever stands before and after it', (_, form) => {
    for (let before = 0; before < 9; before++) {
      for (let after = 0; after < 4; after++) {
        const whole = Buffer.concat([Buffer.alloc(before, 'u:'), form, Buffer.alloc(after, '!')]).toString(encoding);
        const clean = scrub(`Basic ${whole} refused`, [SECRET]);
        expect(clean).toContain('***');
        // Less than six bits on either side may stay.
        const left = clean.replace('Basic ', '').replace(' refused', '').replaceAll('***', '');
        expect(left.length).toBeLessThan(whole.length - Math.floor((form.length * 8) / 6) + 3);
      }
    }
  });

  test('over several lines', () => {
    const long = 'correct horse battery staple '.repeat(4);
    const wrapped = Buffer.from(`user:${long}`).toString(encoding).replace(/.{20}/g, '$&\r\n');
    expect(scrub(wrapped, [long])).toMatch(/^[\w+/-]{0,8} ?\*\*\*[\w+/=-]{0,3}$/);
  });
});

test('an empty secret changes nothing, a short one only its plain form', () => {
  expect(scrub('as it was', [''])).toBe('as it was');
  expect(scrub('61 a 61', ['a'])).toBe('61 *** 61');
});

test('one line, bounded, well-formed, and what is unseen is spelled out', () => {
  expect(scrub('  a\r\n\tb\u0000c\u001b[31m  ', [])).toBe('a b[U+0000]c[U+001B][31m');
  expect(scrub('abc\u202egnp.exe \u2066x\u2069 \u200b', [])).toBe('abc[U+202E]gnp.exe [U+2066]x[U+2069] [U+200B]');
  const long = scrub(`${'x'.repeat(299)}😀${'y'.repeat(500)}`, []);
  expect(long).toHaveLength(301);
  expect(long.isWellFormed()).toBe(true);
});

test('a key of many lines is taken out piece by piece', () => {
  const key = Array.from({ length: 60 }, (_, line) => `line ${line} ${'x'.repeat(50)}`).join('\n');
  for (const spelled of [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')]) {
    expect(scrub(spelled.slice(0, 250), [key])).not.toMatch(/line|[0-9a-f]{40}|[A-Za-z0-9+/]{40}/);
  }
  expect(scrub('ab'.repeat(500_000), ['ab'.repeat(2_000)])).toContain('***');
});
