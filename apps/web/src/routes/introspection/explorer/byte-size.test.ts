import { expect, it } from 'vitest';
import { byteSize } from './byte-size.ts';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [8192, '8.2 kB'],
  [1_250_000_000, '1.3 GB'],
])('writes %i bytes as %s', (value, text) => {
  expect(byteSize(value)).toBe(text);
});
