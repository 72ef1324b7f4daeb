import { expect, it } from 'vitest';
import { safeReturnPath, signInPath } from './return-path.ts';

it.each([
  [undefined, '/'],
  ['/t/acme/connections?search=a', '/t/acme/connections?search=a'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/sign-in?next=/x', '/'],
  ['/login', '/'],
])('%s returns to %s', (raw, path) => {
  expect(safeReturnPath(raw)).toBe(path);
});

it('keeps the path of the page that lost its session', () => {
  expect(signInPath('/t/acme/users?a=b')).toBe('/sign-in?next=%2Ft%2Facme%2Fusers%3Fa%3Db');
  expect(signInPath('/')).toBe('/sign-in');
});
