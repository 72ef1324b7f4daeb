import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { charted, parameters } from './support/charted.ts';
import { gone, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

it('the address of the explorer holds the filter beside the table, over reload and Back', async () => {
  const { user, id } = await charted(site(), 'Filtered', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const filter = page.getByRole('searchbox', { name: 'Filter tables' });
  await filter.fill('order');
  await eventually(() => parameters(page)).toEqual({ filter: 'order' });
  await gone(page.getByRole('treeitem', { name: 'customers', exact: true }));
  await page.getByRole('treeitem', { name: 'orders', exact: true }).click();
  await eventually(() => parameters(page)).toEqual({ filter: 'order', schema: 'shop', table: 'orders' });
  await page.reload();
  await seen(page.getByRole('heading', { name: 'shop.orders' }));
  expect(await filter.inputValue()).toBe('order');
  expect(await page.getByRole('treeitem', { name: 'customers', exact: true }).count()).toBe(0);
  await page.goBack();
  await eventually(() => parameters(page)).toEqual({ filter: 'order' });
  await filter.fill('');
  await eventually(() => parameters(page)).toEqual({});
  await seen(page.getByRole('treeitem', { name: 'customers', exact: true }));
});

it('has what is open of the tree in its address', async () => {
  const { user, id } = await charted(site(), 'Opened', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const item = (name: string) => page.getByRole('treeitem', { name, exact: true });
  const schema = page.locator('[role=treeitem][aria-level="1"]').first();
  const turn = (row: Locator) => row.locator('[data-chevron]').click();
  const columns = page.locator('[role=treeitem][aria-level="3"]').first();
  await seen(item('orders'));
  expect(parameters(page)).toEqual({});
  await turn(item('orders'));
  await seen(columns);
  await eventually(() => parameters(page)).toEqual({ open: 'shop,shop/orders' });
  await page.reload();
  await seen(columns);
  await turn(schema);
  await gone(item('orders'));
  await eventually(() => parameters(page)).toEqual({ open: 'shop/orders' });
  await page.reload();
  await seen(schema);
  expect(await item('orders').count()).toBe(0);
  await turn(schema);
  await seen(columns);
});
