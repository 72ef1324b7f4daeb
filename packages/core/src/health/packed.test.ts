import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from './packed.ts';

it('what is packed comes back, and is never longer than a byte more', () => {
  const runs = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 400 })), { maxLength: 30 })
    .map((some) => Uint8Array.from(some.flatMap(([value, length]) => Array<number>(length).fill(value))));
  fc.assert(
    fc.property(fc.oneof(runs, fc.uint8Array({ maxLength: 288 })), (bytes) => {
      expect(unpack(pack(bytes))).toEqual(bytes);
      expect(pack(bytes).length).toBeLessThanOrEqual(bytes.length + 1);
    }),
  );
});

it('a quiet day takes five bytes', () => {
  expect([...pack(new Uint8Array(288).fill(150))]).toEqual([1, 150, 255, 150, 33]);
});
