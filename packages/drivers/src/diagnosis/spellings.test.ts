import { expect, test } from 'vitest';
import { scrub } from './scrub.ts';

const SECRET = 'Zq7-harbour/Lght!';
const bytes = [...Buffer.from(SECRET)];
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const turned = (text: string) => [...text].reverse().join('');
const each = (form: (byte: number) => string, between = '') => bytes.map(form).join(between);

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digit = (five: string) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)];
  return (bits.match(/.{1,5}/g) ?? []).map(digit).join('');
}

test.each<[string, string]>([
  ['a list of hexadecimal bytes', each((byte) => `0x${byte.toString(16)}`, ',')],
  ['URL twice', encodeURIComponent(encodeURIComponent(SECRET))],
  ['URL twice, every byte', each((byte) => `%25${byte.toString(16)}`)],
  ['base64 backwards', turned(base64(SECRET))],
  ['base64 of it backwards', base64(turned(SECRET))],
  ['base64 of base64', base64(base64(SECRET))],
  ['base64 of base64 of base64', base64(base64(base64(SECRET)))],
  ['base64 of hex', base64(hex(SECRET))],
  ['hex of base64', hex(base64(SECRET))],
  ['base64 in a URL', encodeURIComponent(base64(`u:${SECRET}`))],
  ['base32', base32(SECRET)],
  ['base32 behind something', base32(`ab:${SECRET}`).toLowerCase()],
  ['decimal bytes', each(String, ' ')],
  ['decimal bytes in brackets', `[${each(String, ', ')}]`],
  ['octal escapes', each((byte) => `\\${byte.toString(8).padStart(3, '0')}`)],
  ['binary', each((byte) => byte.toString(2).padStart(8, '0'), ' ')],
  ['quoted-printable', each((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)],
  ['code points', each((byte) => `U+${byte.toString(16).toUpperCase().padStart(4, '0')}`, ' ')],
  ['blanks between', [...SECRET].join(' ')],
  ['dashes between', [...SECRET].join('-')],
  ['dots between', [...SECRET].join('.')],
  ['base64 with blanks between', [...base64(SECRET)].join(' ')],
  ['full-width', each((byte) => String.fromCharCode(byte + 0xfee0))],
  ['combining marks', [...SECRET].join('\u0301')],
  ['two halves', `${SECRET.slice(0, 8)} | ${SECRET.slice(8)}`],
  ['its beginning', SECRET.slice(0, 12)],
  ['its end', SECRET.slice(-10)],
  ['quotes of SQL', SECRET.replace('!', "''!")],
])('no spelling brings a secret through: %s', (_, spelling) => {
  const clean = scrub(`refused: ${spelling} end`, [SECRET]);
  const left = clean.replace('refused:', '').replace('end', '').replaceAll('***', '');
  expect(clean).toContain('***');
  // A few digits on either side and the padding tell nothing.
  expect(left.replace(/\p{M}|[\s|,.[\]-]/gu, '').length).toBeLessThan(spelling.length / 3);
});

test.each([
  'password authentication failed for user "ada"',
  'FATAL: no pg_hba.conf entry for host "10.20.30.40", user "reports", database "warehouse", no encryption',
  'server version for the right syntax to use near 1064 (42000): 8f14e45f-ceea-467f-a8d6-1b2c3d4e5f60',
  'relation "public.monthly_revenue_2024_by_region_and_product" does not exist',
])('what is no secret stays: %s', (text) => {
  expect(scrub(text, [SECRET, 'correct horse battery staple'])).toBe(text);
});

test('a long run that is only like something encoded goes when there is a secret to hide', () => {
  const opaque = 'q8Zt3Lm0Xw5Rk2Vb7Ny4Hc9Jd1Fg6Ps0Ta3Ue8Wo5Iq2';
  expect(scrub(`token ${opaque}.`, [SECRET])).toBe('token ***.');
  expect(scrub(`token ${opaque}.`, [])).toBe(`token ${opaque}.`);
});
