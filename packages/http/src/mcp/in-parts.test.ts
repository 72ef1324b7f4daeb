import { expect, it } from 'vitest';
import { inParts, MOST_BYTES } from './in-parts.ts';

const bytes = (text: string) => new TextEncoder().encode(text).byteLength;

it('leaves a text whole that fits', () => {
  expect(inParts('short')).toEqual(['short']);
  expect(inParts('')).toEqual(['']);
  expect(inParts('a'.repeat(MOST_BYTES))).toHaveLength(1);
});

it('cuts between lines, and loses nothing', () => {
  const text = Array.from({ length: 3_000 }, (_, at) => `line ${at} with some words in it, and é`).join('\n');
  const parts = inParts(text);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join('')).toBe(text);
  expect(parts.every((part) => bytes(part) <= MOST_BYTES)).toBe(true);
  expect(parts.slice(0, -1).every((part) => part.endsWith('\n'))).toBe(true);
});

it('cuts a line that is too long, never inside a character', () => {
  const text = `x${'👍'.repeat(40_000)}`;
  const parts = inParts(text);
  expect(parts.join('')).toBe(text);
  expect(parts.every((part) => part.isWellFormed() && bytes(part) <= MOST_BYTES)).toBe(true);
});
