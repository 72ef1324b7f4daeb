import { expect, it } from 'vitest';
import { openIn, openText } from './open-text.ts';
import { schemaKey, tableKey } from './tree-model.ts';

const shop = schemaKey('shop');
const odd = schemaKey('a,b/c%');

it('is nothing while no more is open than anyhow', () => {
  expect(openText({ [shop]: true, [odd]: false }, [shop])).toBe('');
  expect(openText({}, [])).toBe('');
  expect(openIn('')).toBeNull();
});

it('comes back as it was, whatever names are like', () => {
  const open = { [shop]: true, [odd]: true, [tableKey('shop', 'orders')]: true, [tableKey('a,b/c%', 'ö 🚀')]: true };
  expect(openIn(openText(open, [shop]))).toEqual(open);
  expect(openText({ [shop]: true, [tableKey('shop', 'orders')]: true }, [shop])).toBe('shop,shop/orders');
});

it('tells that everything is closed', () => {
  expect(openIn(openText({ [shop]: false }, [shop]))).toEqual({});
});

it('goes on without what cannot be read', () => {
  expect(openIn('shop,%E0%A4%A')).toEqual({ [shop]: true });
});
