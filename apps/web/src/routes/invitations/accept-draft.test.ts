import { expect, it } from 'vitest';
import { toAcceptance, validateAcceptance } from './accept-draft.ts';

const draft = { firstName: ' Ada ', lastName: '', password: 'short' };

it('holds a new password to the rules, and an existing one to none', () => {
  expect(validateAcceptance(draft, false)).toEqual({ password: 'Must have at least 8 characters' });
  expect(validateAcceptance(draft, true)).toEqual({});
  expect(validateAcceptance({ ...draft, password: '' }, true)).toEqual({ password: 'Enter your password' });
});

it('sends names with a new account only', () => {
  expect(toAcceptance('t', draft, false)).toEqual({ token: 't', password: 'short', firstName: 'Ada', lastName: null });
  expect(toAcceptance('t', draft, true)).toEqual({ token: 't', password: 'short' });
});

it('knows how long a name may be', () => {
  const long = { firstName: 'a'.repeat(101), lastName: 'b'.repeat(100), password: 'long enough' };
  expect(Object.keys(validateAcceptance(long, false))).toEqual(['firstName']);
});
