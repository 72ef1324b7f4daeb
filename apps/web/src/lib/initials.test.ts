import { expect, it } from 'vitest';
import { firstLetters, initials } from './initials.ts';

it('shortens a name to two letters', () => {
  expect(initials('Ada Okafor')).toBe('AO');
  expect(initials('acme')).toBe('AC');
  expect(initials('Zoë 🚀')).toBe('Z🚀');
  expect(initials('E\u0301va Ñúñez')).toBe('E\u0301Ñ');
  expect(initials('👩🏽‍🚀 Ada')).toBe('👩🏽‍🚀A');
  expect(initials('🇵🇹')).toBe('🇵🇹');
  expect(firstLetters('élan', 1)).toBe('É');
});
