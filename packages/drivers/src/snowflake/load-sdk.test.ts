import { expect, test } from 'vitest';
import { parseVariant } from './load-sdk.ts';

test('a VARIANT is JSON, or the text it is; nothing of it is run', () => {
  expect(parseVariant('{"a":[1,null]}')).toEqual({ a: [1, null] });
  for (const text of ['(globalThis.ran = true)', 'undefined', '{"a":', '', 'NaN'])
    expect(parseVariant(text)).toBe(text);
  expect('ran' in globalThis).toBe(false);
});
