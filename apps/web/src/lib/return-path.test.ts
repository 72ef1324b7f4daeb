import { expect, it } from 'vitest';
import { safeReturnPath, signInPath } from './return-path.ts';

it.each([
  [undefined, '/connections'],
  ['/connections?search=a', '/connections?search=a'],
  ['https://evil.example', '/connections'],
  ['//evil.example', '/connections'],
  ['/\\evil.example', '/connections'],
  ['/\t/evil.example', '/connections'],
  ['/sign-in?next=/x', '/connections'],
  ['/login', '/connections'],
])('%s returns to %s', (raw, path) => {
  expect(safeReturnPath(raw)).toBe(path);
});

it('keeps the path of the page that lost its session', () => {
  expect(signInPath('/connections/1?a=b')).toBe('/sign-in?next=%2Fconnections%2F1%3Fa%3Db');
  expect(signInPath('/connections')).toBe('/sign-in');
});
