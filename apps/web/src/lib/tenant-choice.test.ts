import { expect, it } from 'vitest';
import { chooseTenant } from './tenant-choice.ts';

const acme = { id: '1', name: 'Acme', slug: 'acme' };
const beta = { id: '2', name: 'Beta', slug: 'beta' };

it('takes the remembered tenant, else the first, else none', () => {
  expect(chooseTenant([acme, beta], 'beta')).toBe(beta);
  expect(chooseTenant([acme, beta], 'gone')).toBe(acme);
  expect(chooseTenant([], 'acme')).toBeNull();
});
