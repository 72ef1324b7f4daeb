import { expect, it } from 'vitest';
import { codeOfLink, readShortCode } from './short-code.ts';

it('reads a code however it is typed, and nothing else', () => {
  for (const typed of ['bdkwpqrt', ' BDKW PQRT ', 'bdkw-pqrt']) expect(readShortCode(typed)).toBe('BDKW-PQRT');
  for (const wrong of ['', 'BDKW', 'BDKW-PQRA', 'BDKW-PQRTT']) expect(readShortCode(wrong)).toBeNull();
});

it('takes the code of a link from its fragment', () => {
  expect(codeOfLink('#code=BDKW-PQRT')).toBe('BDKW-PQRT');
  for (const none of ['', '#', '#code=', '#token=BDKW-PQRT', '#code=<b>']) expect(codeOfLink(none)).toBeNull();
});
