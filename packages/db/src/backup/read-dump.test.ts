import { describe, expect, it } from 'vitest';
import { readDump } from './read-dump.ts';

const DUMP = [
  '-- a comment',
  'begin;',
  'truncate public.a;',
  'COPY public.a (x, y) FROM stdin;',
  '1\t\\N',
  'a line \\\\. that ends nothing\t🚢',
  '\\\\.\tx',
  '\\.',
  'COPY public.empty (x) FROM stdin;',
  '\\.',
  '',
  'commit;',
].join('\n');

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number) {
  const parts: [string, string][] = [];
  for await (const part of readDump(inPieces(text, size))) {
    const rows: Buffer[] = [];
    if (part.kind === 'copy') for await (const chunk of part.rows) rows.push(chunk);
    parts.push([part.sql, Buffer.concat(rows).toString()]);
  }
  return parts;
}

describe('a dump', () => {
  it.each([1, 2, 3, 5, 7, 16, 64, 10_000])('is read part by part, in pieces of %i bytes', async (size) => {
    expect(await read(DUMP, size)).toEqual([
      ['begin;', ''],
      ['truncate public.a;', ''],
      ['COPY public.a (x, y) FROM stdin;', '1\t\\N\na line \\\\. that ends nothing\t🚢\n\\\\.\tx\n'],
      ['COPY public.empty (x) FROM stdin;', ''],
      ['commit;', ''],
    ]);
  });

  it('that ends within a table is refused', async () => {
    await expect(read(DUMP.slice(0, DUMP.indexOf('🚢')), 8)).rejects.toThrow('ends within a table');
  });
});
