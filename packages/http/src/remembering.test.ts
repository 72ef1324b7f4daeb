import { expect, it } from 'vitest';
import { remembering } from './remembering.ts';

it('makes a value once, and holds no more than some of them', () => {
  let made = 0;
  const doubled = remembering((text) => {
    made++;
    return text + text;
  });
  expect([doubled('a'), doubled('b'), doubled('a')]).toEqual(['aa', 'bb', 'aa']);
  expect(made).toBe(2);
  for (let at = 0; at < 5_000; at++) expect(doubled(String(at))).toBe(`${at}${at}`);
  expect(doubled('a')).toBe('aa');
  expect(made).toBe(5_003);
});
