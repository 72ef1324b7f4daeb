import { expect, it } from 'vitest';
import { suggestSlug, validateTenant } from './tenant-slug.ts';

it.each([
  ['Acme Analytics GmbH', 'acme-analytics-gmbh'],
  ['  Ünïcode & Söhne  ', 'unicode-sohne'],
  ['...', ''],
  ['x'.repeat(60), 'x'.repeat(48)],
])('"%s" suggests "%s"', (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});

it('applies the rules of the server', () => {
  expect(validateTenant({ name: 'Acme', slug: 'acme' })).toEqual({});
  expect(validateTenant({ name: '', slug: '' })).toEqual({ name: 'Name is required', slug: 'Short name is required' });
  expect(validateTenant({ name: 'Acme', slug: 'api' })).toHaveProperty('slug');
  expect(validateTenant({ name: 'Acme', slug: 'Acme!' })).toHaveProperty('slug');
});
