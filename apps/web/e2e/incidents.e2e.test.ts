import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { parameters } from './support/charted.ts';
import { gone, pageOf, rowWith, seen } from './support/page-parts.ts';
import { plantIncident } from './support/planted-incidents.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

const rows = (page: Page) => page.getByRole('rowheader');

it('incidents are found by status, team and connection, opened, acknowledged and left again', async () => {
  const tenant = await site().createTenant('Incidents');
  const user = await site().createUser([tenant], 'admin');
  const made = ['orders', 'billing', 'till', 'lake'].map((name) =>
    site().createConnection(tenant, { name, monitoring: { enabled: false } }),
  );
  const [orders = '', billing = '', till = '', lake = ''] = await Promise.all(made);
  const { page } = await site().visit({ user, path: `/t/${tenant.slug}/incidents` });
  await seen(page.getByText('No incidents yet'));
  await expectNoViolation(page, 'no incidents');

  for (let day = 1; day <= 21; day += 1)
    await plantIncident(site(), tenant, { members: [lake], minutesAgo: day * 1_440, lastedMinutes: 26 });
  const refused = { stage: 'tcp', code: 'TCP_REFUSED', team: 'dba' } as const;
  await plantIncident(site(), tenant, { members: [orders, billing, till, lake], minutesAgo: 20, ...refused });
  // By itself, as the first of the newest.
  await seen(
    rows(page)
      .first()
      .getByText(/, and 2 more are out of reach$/),
  );
  await eventually(() => rows(page).count()).toBe(20);
  await seen(page.getByText('1–20 of 22'));
  await page.getByRole('button', { name: 'Next' }).click();
  await eventually(() => rows(page).count()).toBe(2);
  await page.getByRole('button', { name: 'Previous' }).click();
  const open = page.getByRole('row').filter({ hasText: 'are out of reach' });
  await seen(open.getByText('Open connection: nobody listens there'));
  await seen(rowWith(page, 'lake was out of reach').getByText('26 min').first());

  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await eventually(() => rows(page).count()).toBe(1);
  await page.getByRole('combobox', { name: 'Whom to call' }).selectOption('Network team');
  await seen(page.getByText('No incidents match'));
  expect(parameters(page)).toEqual({ status: 'open', team: 'network' });
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await eventually(() => rows(page).count()).toBe(20);
  await page.getByRole('combobox', { name: 'Connection' }).selectOption('billing');
  await eventually(() => rows(page).count()).toBe(1);
  expect(parameters(page)).toEqual({ connection: billing });

  const name = open.getByRole('rowheader').getByRole('button');
  await name.focus();
  await page.keyboard.press('Enter');
  expect(await name.getAttribute('aria-expanded')).toBe('true');
  const details = page.getByRole('cell').filter({ hasText: 'What helps' });
  for (const text of ['Correct the name of the host.', 'By nobody yet', 'Not yet', 'TCP_REFUSED'])
    await seen(details.getByText(text));
  const members = await details.getByRole('list', { name: 'Connections' }).getByRole('link').allTextContents();
  expect(members.toSorted()).toEqual(['billing', 'lake', 'orders', 'till']);
  await expectNoViolation(page, 'an incident that is open');
  await page.getByRole('button', { name: /^Acknowledge: / }).click();
  await seen(open.getByText('Acknowledged', { exact: true }));
  await seen(details.getByText(new RegExp(`^${user}, `)));
  await eventually(() => name.evaluate((element) => element === document.activeElement)).toBe(true);

  // The link to it opens it wherever it stands.
  const { incident } = parameters(page);
  await page.goto(`/t/${tenant.slug}/incidents?status=closed&incident=${incident}`);
  const linked = page.getByRole('region', { name: 'The incident that was opened' });
  await seen(linked.getByRole('heading', { name: /are out of reach$/ }));
  await expectNoViolation(page, 'the incident of a link');
  await linked.getByRole('button', { name: 'Close' }).click();
  await gone(linked);
  expect(parameters(page)).toEqual({ status: 'closed' });

  await page.setViewportSize({ width: 320, height: 700 });
  await seen(page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').first());
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);

  // From anywhere: by its name in the palette, and by the keys of the page.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await eventually(() => pageOf(page)).toBe('');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('out of reach');
  await page.getByRole('option', { name: /2 more are out of reach/ }).click();
  await eventually(() => parameters(page)).toEqual({ incident });
  expect(pageOf(page)).toBe('/incidents');
});
