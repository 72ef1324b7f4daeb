import { expect, it } from 'vitest';
import { consolePart } from './read-console.ts';

it.each([
  ['plain', 'plain', 5],
  ['\ufeffa', '\ufeffa', 4],
  ['', '', 0],
])('all of %j is read', (text, read, bytes) => {
  expect(consolePart(Buffer.from(text), 10)).toEqual({ text: read, next: String(10 + bytes) });
});

it.each([1, 2, 3])('a letter of which %d bytes have come is left for the next part', (come) => {
  const wave = Buffer.from('ü\u{1f30a}');
  expect(consolePart(wave.subarray(0, 2 + come), 0)).toEqual({ text: 'ü', next: '2' });
  expect(consolePart(wave, 0)).toEqual({ text: 'ü\u{1f30a}', next: '6' });
});

it('bytes that are no letters are read as such, and are not waited for', () => {
  expect(consolePart(Buffer.from([0x61, 0xff, 0x62, 0x80]), 0)).toEqual({ text: 'a\ufffdb\ufffd', next: '4' });
});
