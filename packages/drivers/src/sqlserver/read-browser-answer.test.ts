import { expect, test } from 'vitest';
import { readBrowserAnswer } from './read-browser-answer.ts';

function answer(text: string, over: { type?: number; length?: number } = {}): Buffer {
  const head = Buffer.from([over.type ?? 5, 0, 0]);
  head.writeUInt16LE(over.length ?? Buffer.byteLength(text), 1);
  return Buffer.concat([head, Buffer.from(text)]);
}
const HONEST = 'ServerName;DB1;InstanceName;SQLEXPRESS;IsClustered;No;Version;16.0.1000.6;tcp;57137;;';
const read = (bytes: Buffer) => readBrowserAnswer(bytes, 'sqlexpress');

test('the port of the instance that was asked for', () => {
  expect(read(answer(HONEST))).toBe(57_137);
});

test.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['another type', answer(HONEST, { type: 4 })],
  ['a length that is not its own', answer(HONEST, { length: HONEST.length + 1 })],
  ['bytes behind the end', Buffer.concat([answer(HONEST), Buffer.from('x')])],
  ['another instance', answer(HONEST.replace('SQLEXPRESS', 'OTHER'))],
  ['no instance', answer('ServerName;DB1;tcp;57137;;')],
  ['no TCP', answer(HONEST.replace('tcp;57137', 'np;pipe'))],
  ['two instances', answer(HONEST + HONEST)],
  ['no end', answer(HONEST.slice(0, -2))],
  ['a key without a value', answer(`tcp;${HONEST}`)],
  ['more than an answer holds', answer(`${'x;'.repeat(600)}${HONEST}`)],
  ...['0', '65536', '-1', '1e3', '0x50', '', ' 80', '080'].map((port): [string, Buffer] => [
    `port ${port}`,
    answer(HONEST.replace('57137', port)),
  ]),
])('%s is no answer', (_, bytes) => {
  expect(read(bytes)).toBeNull();
});
