import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { namesIn, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function manyRows(name: string, path: string, narrow = false): Promise<Page> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  await site().createManyConnections(tenant, 57);
  const context = narrow ? { viewport: { width: 390, height: 844 } } : {};
  const visit = await site().visit({ user, path, context });
  // Nothing answers at the addresses of these rows: opening one of them is a failure of its database.
  visit.expectFault(/status of 502/);
  return visit.page;
}

const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

it('holds search, filter, sort, page and page size, and brings them back on reload', async () => {
  const page = await manyRows('Reload', '/connections');
  await page.getByRole('searchbox').fill('connection-0');
  await eventually(() => parameters(page).search).toBe('connection-0');
  await page.getByRole('combobox', { name: 'Database type' }).selectOption('PostgreSQL');
  await page.getByRole('button', { name: /^Untested/ }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('10');
  await page.getByRole('button', { name: 'Next' }).click();
  const held = {
    search: 'connection-0',
    dbType: 'postgresql',
    status: 'untested',
    sortBy: 'name',
    sortOrder: 'asc',
    pageSize: '10',
    page: '2',
  };
  await eventually(() => parameters(page)).toEqual(held);
  await eventually(async () => (await namesIn(page))[0]).toBe('connection-011');
  await page.reload();
  await eventually(async () => (await namesIn(page))[0]).toBe('connection-011');
  expect(parameters(page)).toEqual(held);
  expect(await page.getByRole('searchbox').inputValue()).toBe('connection-0');
  expect(await page.getByRole('combobox', { name: 'Database type' }).inputValue()).toBe('postgresql');
  expect(await page.getByRole('button', { name: /^Untested/ }).getAttribute('aria-pressed')).toBe('true');
  const head = page.getByRole('columnheader', { name: 'Name' });
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
});

it('goes back step by step, from the page of a connection too', async () => {
  const page = await manyRows('Steps', '/connections');
  await seen(page.getByText('1–20 of 57'));
  await page.getByRole('button', { name: 'Next' }).click();
  await seen(page.getByText('21–40 of 57'));
  await page.getByRole('button', { name: 'Name' }).click();
  await eventually(() => parameters(page)).toEqual({ sortBy: 'name', sortOrder: 'asc' });
  await page.getByRole('link', { name: 'connection-001', exact: true }).click();
  await seen(page.getByRole('heading', { name: 'connection-001' }));
  await page.goBack();
  await eventually(() => parameters(page)).toEqual({ sortBy: 'name', sortOrder: 'asc' });
  await eventually(async () => (await namesIn(page))[0]).toBe('connection-001');
  await page.goBack();
  await seen(page.getByText('21–40 of 57'));
  await page.goBack();
  await seen(page.getByText('1–20 of 57'));
});

it('sorts by clicking a header, and turns the order round on the second click', async () => {
  const page = await manyRows('Headers', '/connections');
  const head = page.getByRole('columnheader', { name: 'Name' });
  await seen(page.getByText('1–20 of 57'));
  expect(await head.getAttribute('aria-sort')).toBe('none');
  await head.getByRole('button').click();
  await eventually(() => head.getAttribute('aria-sort')).toBe('ascending');
  await eventually(async () => (await namesIn(page))[0]).toBe('connection-001');
  await head.getByRole('button').click();
  await eventually(() => head.getAttribute('aria-sort')).toBe('descending');
  await eventually(async () => (await namesIn(page))[0]).toBe('connection-057');
});

it('sorts the cards of a narrow window by a select', async () => {
  const page = await manyRows('Cards', '/connections', true);
  const first = page.getByRole('grid', { name: 'Connections' }).getByRole('link').first();
  const sort = page.getByRole('combobox', { name: 'Sort by' });
  await seen(first);
  expect(await sort.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe('Newest first');
  await sort.selectOption('Name Z–A');
  await eventually(() => first.textContent()).toBe('connection-057');
  expect(parameters(page)).toEqual({ sortBy: 'name' });
  await page.reload();
  await eventually(() => first.textContent()).toBe('connection-057');
  expect(await sort.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe('Name Z–A');
});

it('shows the last page when the one in the URL is beyond it, and ignores what makes no sense', async () => {
  const page = await manyRows('Beyond', '/connections?page=99');
  await seen(page.getByText('41–57 of 57'));
  expect(parameters(page)).toEqual({ page: '3' });
  await page.goto('/connections?page=-1&pageSize=7&sortBy=password&status=nonsense&dbType=oracle');
  await seen(page.getByText('1–20 of 57'));
});
