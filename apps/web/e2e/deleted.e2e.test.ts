import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { gone, namesIn, rowWith, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

it('the deleted connections are listed with when and by whom, and one comes back', async () => {
  const tenant = await site().createTenant('Wrecks');
  const user = await site().createUser([tenant], 'admin');
  for (const name of ['afloat', 'sunken', 'drowned']) {
    const id = await site().createConnection(tenant, { name });
    if (name === 'drowned') await site().rest('DELETE', `/api/connections/${id}`, { tenant });
  }
  const visit = await site().visit({ user, path: '/connections' });
  const { page } = visit;
  await page.getByRole('button', { name: 'More actions for sunken' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete connection' }).click();
  await eventually(() => namesIn(page)).toEqual(['afloat']);

  await page.getByRole('button', { name: 'Deleted', exact: true }).click();
  await seen(rowWith(page, 'sunken').getByText('Ines Almeida'));
  expect(new URL(page.url()).searchParams.get('status')).toBe('deleted');
  expect(await page.getByRole('button', { name: 'Test all failed' }).count()).toBe(0);
  const names = () => page.locator('tbody th[scope=row] p.font-medium').allTextContents();
  expect(await names()).toEqual(['sunken', 'drowned']);
  expect(await rowWith(page, 'sunken').locator('time').getAttribute('datetime')).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(await rowWith(page, 'sunken').getByRole('link').count()).toBe(0);
  await expectNoViolation(page, 'deleted connections');

  await page.reload();
  await seen(rowWith(page, 'drowned'));
  await page.setViewportSize({ width: 320, height: 700 });
  await seen(page.getByRole('list', { name: 'Deleted connections' }));
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);
  await expectNoViolation(page, 'deleted connections on a phone');
  await page.setViewportSize({ width: 1280, height: 800 });

  const environments = page.getByRole('combobox', { name: 'Environment' });
  await environments.selectOption('Other (2)');
  await seen(rowWith(page, 'drowned'));
  await environments.selectOption('All environments');

  const row = rowWith(page, 'sunken');
  await row.getByRole('button', { name: 'Restore sunken' }).click();
  await gone(row);
  await seen(page.getByText('sunken restored'));
  await page.getByRole('button', { name: 'All 2' }).click();
  await eventually(() => namesIn(page)).toEqual(['sunken', 'afloat']);
});

it('whoever may not delete is not offered the deleted ones, and learns who may where a link leads there', async () => {
  const tenant = await site().createTenant('Onlookers');
  const user = await site().createUser([tenant], ['connections:read']);
  const { page, requests } = await site().visit({ user, path: '/connections' });
  await seen(page.getByRole('button', { name: 'All 0' }));
  expect(await page.getByRole('button', { name: 'Deleted', exact: true }).count()).toBe(0);
  await page.goto('/connections?status=deleted');
  await seen(page.getByText('People who can give it to you'));
  expect(
    requests.filter((request) => request.url().includes('connections.list') && request.url().includes('deleted')),
  ).toEqual([]);
});
