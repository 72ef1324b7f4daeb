import { expect, it } from 'vitest';
import { saved } from '../form/test-drafts.ts';
import { productionAnswer } from './production-answer.ts';

it('asks for the name of one, and for the number of several', () => {
  const production = (name: string) => saved({ name, environment: 'production' });
  expect(productionAnswer([saved(), saved({ environment: 'staging' })])).toBeNull();
  expect(productionAnswer([saved(), production('shop')])).toBe('shop');
  expect(productionAnswer([production('shop'), saved(), production('till')])).toBe('2 production connections');
});
