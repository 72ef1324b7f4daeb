import { describe, expect, it } from 'vitest';
import { matchesPattern } from './matches-pattern.ts';

describe('a pattern of names', () => {
  it.each([
    ['orders-prod', '*prod', true],
    ['orders-prod', 'orders-*', true],
    ['Orders-PROD', 'orders*', true],
    ['orders-prod-eu', 'o*prod*', true],
    ['orders', 'orders', true],
    ['orders', 'order', false],
    ['orders', '*', true],
    ['', '*', true],
    ['a.b', 'a?b', false],
    ['axb', 'a.b', false],
    ['aXbXc', 'a*b*c*', true],
    ['aaab', '*a*b*b', false],
  ])('%s is of %s: %s', (name, pattern, expected) => {
    expect(matchesPattern(name, pattern)).toBe(expected);
  });

  it('takes the worst of names and patterns without trying all ways', () => {
    // What tried all ways would not end within the time of the test.
    expect(matchesPattern('a'.repeat(255), `${'a*'.repeat(50)}b`)).toBe(false);
  });
});
