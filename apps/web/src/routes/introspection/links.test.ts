import { expect, it } from 'vitest';
import { diagramHref, searchHref, snapshotsHref, tableHref } from './links.ts';

it('leads to what is named, whatever letters the names have', () => {
  expect(tableHref('1', { schema: 'a b', table: 'x&y' })).toBe('/connections/1?schema=a+b&table=x%26y');
  expect(tableHref('1', { schema: 's', table: 't', column: 'c' })).toBe('/connections/1?schema=s&table=t&column=c');
  expect(diagramHref('1')).toBe('/connections/1/diagram');
  expect(snapshotsHref('1', { a: '2', b: '3' })).toBe('/connections/1/snapshots?a=2&b=3');
  expect(searchHref('é')).toBe('/search?q=%C3%A9');
});
