import { expect, it } from 'vitest';
import { sentence } from './sentence.ts';

it('ends a sentence with a full stop, once', () => {
  expect(sentence('Host is required')).toBe('Host is required.');
  for (const whole of ['Try again.', 'Really?', 'Called “it.”', 'Type it…']) expect(sentence(whole)).toBe(whole);
});
