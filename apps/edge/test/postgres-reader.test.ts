import { expect, test } from 'vitest';
import { BufferReader } from '../src/postgres-reader.ts';

/** Messages one after another, as they come: code, length, content. */
function messages(...contents: Buffer[]): Buffer {
  return Buffer.concat(
    contents.flatMap((content) => {
      const head = Buffer.from('D....');
      head.writeInt32BE(content.length + 4, 1);
      return [head, content];
    }),
  );
}

function row(...fields: (string | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  const parts = fields.map((field) => {
    const text = Buffer.from(field ?? '');
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : text.length);
    return Buffer.concat([length, text]);
  });
  return Buffer.concat([count, ...parts]);
}

/** As `pg-protocol` reads a row. */
function readRow(reader: BufferReader): (string | null)[] {
  return Array.from({ length: reader.int16() }, () => {
    const length = reader.int32();
    return length === -1 ? null : reader.string(length);
  });
}

test.each([
  [['', 'plain', null, '7', '']],
  [['Åland', 'plain', '港', '🧭 north', 'é'.repeat(90)]],
  [['x'.repeat(200), 'é', 'y'.repeat(128), null]],
  [['long '.repeat(2_000), 'short', 'Ü'.repeat(5_000), '']],
])('reads a row as it was written, wherever it stands', (fields) => {
  const [before, whole] = [row('ahead', 'ö'), row(...fields)];
  const bytes = messages(before, whole, row('after'));
  const reader = new BufferReader();
  reader.setBuffer(5, bytes);
  expect(readRow(reader)).toEqual(['ahead', 'ö']);
  reader.setBuffer(5 + before.length + 5, bytes);
  expect(readRow(reader)).toEqual(fields);
});

test('reads numbers with their signs, names up to a zero, and bytes', () => {
  const numbers = Buffer.alloc(14);
  numbers.writeInt16BE(-2, 0);
  numbers.writeInt32BE(-70_000, 2);
  numbers.writeUInt32BE(4_294_967_290, 6);
  numbers.writeInt32BE(1_114, 10);
  const bytes = messages(Buffer.concat([Buffer.from('name\0größe\0\0'), numbers, Buffer.from([1, 255])]));
  const reader = new BufferReader();
  reader.setBuffer(5, bytes);
  expect([reader.cstring(), reader.cstring(), reader.cstring()]).toEqual(['name', 'größe', '']);
  expect([reader.int16(), reader.int32(), reader.uint32(), reader.int32()]).toEqual([
    -2, -70_000, 4_294_967_290, 1_114,
  ]);
  expect([...reader.bytes(2)]).toEqual([1, 255]);
});
