import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { TENANT_PATHS } from '@portolan/contract';
import { afterEach, expect, it } from 'vitest';
import { inTenant, tenantIn } from './addresses.ts';
import { enterTenant } from './tenant-choice.ts';

const SOURCES = path.resolve(import.meta.dirname, '..');

afterEach(() => enterTenant(null));

it('leads to a page of the tenant at hand, or of another one', () => {
  enterTenant('acme');
  expect(inTenant('/connections?dialog=new')).toBe('/t/acme/connections?dialog=new');
  expect(inTenant('/')).toBe('/t/acme');
  expect(inTenant('/audit', 'beta')).toBe('/t/beta/audit');
});

it('names no tenant where none is at hand: the address finds one', () => {
  expect(inTenant('/connections/1')).toBe('/connections/1');
});

it.each([
  ['/t/acme', 'acme'],
  ['/t/acme/connections/1?t=/t/beta', 'acme'],
  ['/t/acme?a=b', 'acme'],
  ['/t/', null],
  ['/tenants', null],
  ['/', null],
])('reads the tenant of %s', (address, slug) => {
  expect(tenantIn(address)).toBe(slug);
});

it('no link and no step of the page leads around the tenant of the tab', async () => {
  const sections = [...new Set(TENANT_PATHS.map((known) => known.split('/')[1]))].join('|');
  // A path of a tenant as a text of its own, unless it is handed to what puts the tenant before it, or is no link.
  const raw = new RegExp(
    `(?<!inTenant\\()(?<!path: |path=)["'\`](?:/t/[^"'\`]*)?/(?:${sections})(?![\\w.-])[^"'\`\n]*`,
    'g',
  );
  const names = await readdir(SOURCES, { recursive: true });
  const sources = names.filter(
    (name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.endsWith('addresses.ts'),
  );
  const found: string[] = [];
  for (const name of sources) {
    const text = await readFile(path.join(SOURCES, name), 'utf8');
    for (const [link] of text.matchAll(raw)) found.push(`${name}: ${link}`);
  }
  expect(sources.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
