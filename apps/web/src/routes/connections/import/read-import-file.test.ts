import { IMPORT_TEXT_MAX } from '@portolan/contract';
import { expect, it } from 'vitest';
import { readImportFile, sentText } from './read-import-file.ts';
import { t } from './texts.ts';

it('reads a text, and refuses what is none or too large', async () => {
  expect(await readImportFile(new File(['name\nä'], 'x.csv'))).toEqual({ text: 'name\nä' });
  expect(await readImportFile(new File(['a\0b'], 'x.bin'))).toEqual({ fault: 'This file is no text.' });
  const large = { size: 10 * IMPORT_TEXT_MAX, text: () => Promise.reject(new Error('read')) };
  expect(await readImportFile(large)).toEqual({ fault: t().tooLarge });
});

it('sends a long JSON without its blanks, and nothing that is too long', () => {
  expect(sentText('x')).toBe('x');
  const entries = Array.from({ length: 20_000 }, (_, n) => ({ name: `connection ${n}` }));
  const pretty = JSON.stringify(entries, null, 8);
  expect(pretty.length).toBeGreaterThan(IMPORT_TEXT_MAX);
  expect(sentText(pretty)).toBe(JSON.stringify(entries));
  expect(sentText('x'.repeat(IMPORT_TEXT_MAX + 1))).toBeNull();
});
