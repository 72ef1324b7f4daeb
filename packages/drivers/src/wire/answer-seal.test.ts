import { expect, test } from 'vitest';
import { AnswerKey } from './answer-key.ts';
import { openLine, sealLine } from './answer-seal.ts';

const key = new AnswerKey(crypto.getRandomValues(new Uint8Array(32)));
const other = new AnswerKey(new Uint8Array(32));
const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const SAME_BUT_FOR_SPARE_BITS = new Map([...ALPHABET].map((char, at) => [char, ALPHABET[at ^ 2]]));
const withoutEnd = async (head: object, tail?: string) => (await sealLine(key, head, tail)).slice(0, -1);

test.each([
  ['', ''],
  ['plain', '[{"name":"t"}]'],
  ['ä"\\\n', `["${'表'.repeat(5_000)}"]`],
  ['\u{1F6A2}', `["${'\u{1F6A2}'.repeat(5_000)}"]`],
  ['\u2028', `["${'x'.repeat(300_000)}ü"]`],
])('a line is JSON, and gives back head and tail: %#', async (name, tail) => {
  const line = await withoutEnd({ name }, tail);
  expect(await openLine(key, line)).toEqual({ head: { name }, tail });
  const [, length, head, rest] = JSON.parse(new TextDecoder().decode(line));
  expect([length, head]).toEqual([JSON.stringify({ name }).length, { name }]);
  expect(rest).toEqual(tail === '' ? undefined : JSON.parse(tail));
});

test('no line opens with another key, or with any byte of it changed', async () => {
  const line = await withoutEnd({ name: 'x' }, '[1]');
  expect(await openLine(other, line)).toBeNull();
  for (let at = 2; at < line.length - 1; at++) {
    const changed = line.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const opened = await openLine(key, changed);
    // The quotation mark and the comma behind the code say nothing.
    if (at !== 45 && at !== 46) expect(opened, String(at)).toBeNull();
  }
  // Of the code's last character two bits say nothing: only one spelling of them is taken.
  const spare = line.slice();
  spare[44] = SAME_BUT_FOR_SPARE_BITS.get(spare[44] ?? 0) ?? 0;
  expect(await openLine(key, spare)).toBeNull();
  for (const length of [0, 1, 40, line.length - 2]) expect(await openLine(key, line.slice(0, length))).toBeNull();
});
