import { expect, it } from 'vitest';
import { namesIn, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const LIST = /\/trpc\/[^?]*connections\.list/;

/** A promise and the key that opens it. */
function gate(): { open(): void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const boxesOf = (cells: Element[]) =>
  cells.map((cell) => {
    const { left, width, height } = cell.getBoundingClientRect();
    return [left, width, height].map(Math.round);
  });
const countSkeletons = (cells: Element[]) => cells.map((cell) => cell.querySelectorAll('.skeleton').length);

it('shows rows of skeletons first, and the rows when they are there', async () => {
  const tenant = await site().createTenant('Slow');
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'orders' });
  const { page } = await site().visit({ user });
  const slow = gate();
  await page.route(LIST, async (route) => {
    await slow.opened;
    await route.continue();
  });
  await page.goto('/connections');
  await seen(page.locator('tbody .skeleton'));
  const frame = page.getByRole('grid', { name: 'Connections' }).locator('..');
  expect(await frame.getAttribute('aria-busy')).toBe('true');
  // Each column has its own, and nothing moves when the rows take their place.
  const cells = () => page.locator('tbody tr').first().locator('> *').evaluateAll(boxesOf);
  const skeletons = await page.locator('tbody tr').first().locator('td').evaluateAll(countSkeletons);
  expect(skeletons).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
  const before = await cells();
  slow.open();
  await seen(rowOf(page, 'orders'));
  expect(await cells()).toEqual(before);
  expect(await page.locator('tbody .skeleton').count()).toBe(0);
  expect(await frame.getAttribute('aria-busy')).toBe('false');
});

it('keeps a place on a phone for the parts of the list that come later', async () => {
  const tenant = await site().createTenant('Slow parts');
  const user = await site().createUser([tenant], 'admin');
  await site().createManyConnections(tenant, 25);
  const { page } = await site().visit({ user, context: { viewport: { width: 412, height: 823 } } });
  const slow = gate();
  await page.route(/\/assets\/(connection-cards|sort-select|list-toolbar)-/, async (route) => {
    await slow.opened;
    await route.continue();
  });
  await page.goto('/connections');
  const filters = page.getByRole('group', { name: 'Status' });
  await seen(filters.getByText('25').first());
  const before = await filters.boundingBox();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  expect((await pages.boundingBox())?.y).toBeGreaterThan(823);
  slow.open();
  await seen(page.getByRole('button', { name: 'Views' }));
  await seen(page.getByRole('combobox', { name: 'Sort by' }));
  await seen(page.getByText('1–20 of 25'));
  expect(await filters.boundingBox()).toEqual(before);
  expect((await pages.boundingBox())?.y).toBeGreaterThan(823);
});

it('keeps the old rows, dimmed, while the next page is on its way', async () => {
  const tenant = await site().createTenant('Dimmed');
  const user = await site().createUser([tenant], 'admin');
  await site().createManyConnections(tenant, 25);
  const { page } = await site().visit({ user, path: '/connections?sortBy=name&sortOrder=asc' });
  await eventually(() => namesIn(page)).toHaveLength(20);
  const slow = gate();
  await page.route(LIST, async (route) => {
    await slow.opened;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Next' }).click();
  await eventually(() => page.locator('tbody').evaluate((body) => Number(getComputedStyle(body).opacity))).toBe(0.6);
  expect(await namesIn(page)).toHaveLength(20);
  slow.open();
  await eventually(() => namesIn(page)).toHaveLength(5);
  await eventually(() => page.locator('tbody').evaluate((body) => Number(getComputedStyle(body).opacity))).toBe(1);
});

it('says that the list could not be loaded, and loads it on a second try', async () => {
  const tenant = await site().createTenant('Offline');
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'orders' });
  const visit = await site().visit({ user });
  visit.expectFault(/net::ERR_FAILED/);
  await visit.page.route(LIST, (route) => route.abort());
  await visit.page.goto('/connections');
  const alert = visit.page.getByRole('alert').filter({ hasText: 'The connections could not be loaded' });
  await seen(alert.getByText('The server cannot be reached. Check your network and try again.'));
  await visit.page.unroute(LIST);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await seen(rowOf(visit.page, 'orders'));
});

it('names the request when the server failed, so that an operator can find it', async () => {
  const tenant = await site().createTenant('Broken');
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ user, path: '/connections' });
  await seen(visit.page.getByText('No connections yet'));
  visit.expectFault(/status of 500/);
  await site().database.query('alter table data_connections rename to data_connections_away');
  try {
    await visit.page.getByRole('searchbox').fill('x');
    const alert = visit.page.getByRole('alert').filter({ hasText: 'could not be loaded' });
    await seen(alert.getByText(/^Request \S+$/));
    expect(await alert.textContent()).not.toContain('data_connections');
  } finally {
    await site().database.query('alter table data_connections_away rename to data_connections');
  }
  await visit.page.getByRole('button', { name: 'Try again' }).click();
  await seen(visit.page.getByText('No connections match'));
});

it('tells when a test could not take place, and the row keeps what it knew', async () => {
  const tenant = await site().createTenant('Untestable');
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'orders' });
  const visit = await site().visit({ user, path: '/connections' });
  visit.expectFault(/net::ERR_FAILED/);
  await visit.page.route(/connections\.testSaved/, (route) => route.abort());
  await visit.page.getByRole('button', { name: 'Test orders' }).click();
  await seen(visit.page.getByRole('alert').filter({ hasText: 'orders could not be tested' }));
  await seen(rowOf(visit.page, 'orders').getByText('Untested', { exact: true }));
});
