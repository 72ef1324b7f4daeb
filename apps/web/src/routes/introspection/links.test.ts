import { expect, it } from 'vitest';
import { enterTenant } from '../../lib/tenant-choice.ts';
import { diagramHref, searchHref, snapshotsHref, tableHref } from './links.ts';

it('leads to what is named, whatever letters the names have', () => {
  enterTenant('acme');
  expect(tableHref('1', { schema: 'a b', table: 'x&y' })).toBe('/t/acme/connections/1?schema=a+b&table=x%26y');
  expect(tableHref('1', { schema: 's', table: 't', column: 'c' })).toBe(
    '/t/acme/connections/1?schema=s&table=t&column=c',
  );
  expect(diagramHref('1')).toBe('/t/acme/connections/1/diagram');
  expect(snapshotsHref('1', { a: '2', b: '3' })).toBe('/t/acme/connections/1/snapshots?a=2&b=3');
  expect(searchHref('é')).toBe('/t/acme/search?q=%C3%A9');
});
