import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionRecord } from './connection-record.ts';
import { guarded, unguarded } from './formula-guard.ts';
import { isRefused } from './parsed-row.ts';
import { readImport } from './read-import.ts';
import { writeFile } from './write-file.ts';

const record = (patch: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  id: '0199a000-0000-7000-8000-000000000001',
  name: 'Orders',
  description: null,
  dbType: 'postgresql',
  host: 'db.example.com',
  port: 5432,
  databaseName: 'app',
  username: 'reader',
  useSsl: true,
  options: { sslMode: 'require', schema: 'a,"b"' },
  environment: 'production',
  tags: ['eu', 'team:a'],
  owner: 'ada@example.com',
  ...patch,
});

function back(records: ConnectionRecord[], format: 'csv' | 'json') {
  return readImport(writeFile(records, format), 'auto').rows.map((row) => {
    if (isRefused(row)) throw new Error(row.refused);
    return { id: row.id, owner: row.owner, ...row.fields };
  });
}

it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', "'=x", "''=x", '＝x', '=HYPERLINK("http://x";"y")'])(
  'writes no cell that a spreadsheet runs: %j',
  (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
    expect(writeFile([record({ name: text })], 'csv')).toMatch(/,"?'/);
  },
);

it.each(["'", "it's", "'plain", '', '1-1', 'a=b'])('leaves %j alone', (text) => {
  expect(guarded(text)).toBe(text);
  expect(unguarded(text)).toBe(text);
});

it('writes what an import reads as it was, whatever is in it', () => {
  const some = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.stringMatching(/^['=+\-@\t\r\n,;" ]{1,6}$/),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(some, some, some, (name, description, username) => {
      const one = record({ name, description: description || null, username: username || null });
      for (const format of ['csv', 'json'] as const) expect(back([one, record()], format)).toEqual([one, record()]);
    }),
    { numRuns: 300 },
  );
});

it('writes nothing but the header, or an empty list, where there is nothing', () => {
  expect(back([], 'csv')).toEqual([]);
  expect(back([], 'json')).toEqual([]);
});
