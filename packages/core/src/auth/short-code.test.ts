import { SHORT_CODE_LETTERS, ShortCode } from '@portolan/contract';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createKeyring } from '../crypto/keyring.ts';
import { hashShortCode, newShortCode } from './short-code.ts';

it('is eight letters, each as likely as the others, that make no word', () => {
  const codes = Array.from({ length: 2_000 }, newShortCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[B-DF-HJ-NP-TV-Z]{4}-[B-DF-HJ-NP-TV-Z]{4}$/);
  const letters = codes.join('').replaceAll('-', '');
  const counts = Array.from(SHORT_CODE_LETTERS, (letter) => letters.split(letter).length - 1);
  expect(Math.min(...counts)).toBeGreaterThan(600);
  expect(Math.max(...counts)).toBeLessThan(1_000);
});

it('is read however it is typed, and stored under a key of its own', async () => {
  for (const typed of ['bdkwpqrt', ' BDKW PQRT ', 'bdkw-pqrt', 'B-D-K-W-P-Q-R-T']) {
    expect(z.parse(ShortCode, typed)).toBe('BDKW-PQRT');
  }
  for (const wrong of ['', 'BDKW', 'BDKW-PQRA', 'BDKW-PQRTT', 'BDKW-PQR1']) {
    expect(z.safeParse(ShortCode, wrong).success).toBe(false);
  }
  const [one, other] = await Promise.all([1, 2].map((fill) => createKeyring(new Uint8Array(32).fill(fill))));
  const hashes = await Promise.all([one, one, other].map((keys) => keys && hashShortCode(keys.current, 'BDKW-PQRT')));
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
});
