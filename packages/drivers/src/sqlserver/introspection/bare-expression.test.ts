import { expect, test } from 'vitest';
import { bareExpression } from './bare-expression.ts';

test.each([
  ['((0))', '0'],
  ["(N'x')", "N'x'"],
  ['(getdate())', 'getdate()'],
  ['((1)+(2))', '(1)+(2)'],
  ["(N'a)')", "N'a)'"],
  ["(N'it''s (new)')", "N'it''s (new)'"],
  ['([a)b]]c]>(0))', '[a)b]]c]>(0)'],
  ['("a)b"=(1))', '"a)b"=(1)'],
  ['(1 /* ) */)', '1 /* ) */'],
  ["('a')+('b')", "('a')+('b')"],
  ['NULL', 'NULL'],
  ['()', ''],
  ['(', '('],
  ['((1)', '((1)'],
  [null, null],
])('%s is %s', (written, bare) => {
  expect(bareExpression(written)).toBe(bare);
});
