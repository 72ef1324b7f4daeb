import type { Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { gone, seen } from './support/page-parts.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

it('tells in sentences, under days, who did what to what; a test that failed is a warning', async () => {
  const tenant = await site().createTenant('Readable');
  const user = await site().createUser([tenant], 'admin', ['Ada', 'Lovelace']);
  const reader = await site().createUser([tenant], ['user:read'], ['Bo', 'Reader']);
  const id = await site().createConnection(tenant, { name: 'Shop production', databaseName: 'no_such_shop' });
  const ada = await site().visit({ user, path: '/users' });
  const headers = { 'x-tenant-id': tenant.slug, origin: site().url };
  const call = (visit: typeof ada, procedure: string, data: object) =>
    visit.context.request.post(`/trpc/${procedure}`, { data, headers });
  await call(ada, 'connections.testSaved', { id });
  await call(ada, 'connections.update', { id, name: 'Shop production', port: 5433 });
  const bo = await site().visit({ user: reader });
  await bo.context.request.get('/trpc/connections.list?input=%7B%7D', { headers });
  await site().database.query(
    `update audit_events set created_at = created_at - interval '1 day' where tenant_id = $1 and action = 'tenants:create'`,
    [tenant.id],
  );

  const { page } = ada;
  await page.goto('/audit');
  const line = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });
  const failed = line('Ada Lovelace tested Shop production: failed, no such database.');
  await seen(failed);
  await seen(failed.getByText('AL', { exact: true }));
  await seen(failed.getByText('connections:test', { exact: true }));
  expect(await failed.getByText('Failure').locator('..').getAttribute('class')).toContain('text-warn');
  await failed.getByRole('button', { name: /^Details: / }).click();
  await seen(failed.getByText('Place of the beginning'));
  await failed.getByRole('button', { name: /^Details: / }).click();
  expect(await line('Ada Lovelace began to test Shop production.').count()).toBe(0);
  await page.getByRole('button', { name: /^Started/ }).click();
  await seen(line('Ada Lovelace began to test Shop production.'));
  await page.getByRole('button', { name: /^All/ }).click();
  await seen(failed);
  await seen(line('Bo Reader tried to see the connections and was refused.'));
  await seen(line('This needs the permission connections:read'));
  await seen(page.getByRole('heading', { level: 2, name: 'Today' }));
  await seen(page.getByRole('heading', { level: 2, name: 'Yesterday' }));

  await page.getByRole('button', { name: 'Details: Ada Lovelace changed Shop production (port).' }).click();
  const changes = page.getByRole('list', { name: 'Changes' });
  expect(await changes.getByRole('listitem').allTextContents()).toContain(`−before: ${site().target.port}`);
  await seen(changes.getByText('5433'));
  await expectNoViolation(page, 'an event with its diff');
  await page.getByRole('link', { name: 'All events of this object' }).click();
  await eventually(() => new URL(page.url()).searchParams.get('object')).toBe(id);
  await gone(line('Bo Reader'));
  // Its page asks the database, which is not there.
  ada.expectFault(/502/);
  await page.getByRole('link', { name: 'Shop production' }).first().click();
  await seen(page.getByRole('heading', { level: 1, name: 'Shop production' }));
});

it('tells the log of the installation in the same words, and fits a phone', async () => {
  await site().createTenant('Above');
  const context = { viewport: { width: 320, height: 700 } };
  const { page } = await site().visit({ user: OPERATOR, path: '/installation-log', context });
  await seen(page.getByText(/signed in\.$/));
  await seen(page.getByRole('heading', { level: 2, name: 'Today' }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole('combobox', { name: 'Action' }).selectOption('auth:login');
  await eventually(() => new URL(page.url()).searchParams.get('action')).toBe('auth:login');
  await page
    .getByRole('button', { name: /^Details: / })
    .first()
    .click();
  await seen(page.getByText('Place in the log'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

it('a file of the log that is on its way ends with the tenant it is of', async () => {
  const [left, entered] = [await site().createTenant('Left'), await site().createTenant('Entered')];
  const user = await site().createUser([left, entered], 'admin');
  const visit = await site().visit({ user, path: `/t/${left.slug}/audit` });
  const { page } = visit;
  const saved: string[] = [];
  page.on('download', (download) => saved.push(download.suggestedFilename()));
  const asked = Promise.withResolvers<Route>();
  await page.route('**/audit-events/export*', (route) => asked.resolve(route));
  await page.getByRole('button', { name: 'Export' }).click();
  const route = await asked.promise;
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/export'));
  await page.getByRole('button', { name: /^Tenant:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Entered' }).click();
  await ended;
  await route.fulfill({ body: '{}' }).catch(() => undefined);
  await eventually(() => new URL(page.url()).pathname).toMatch(new RegExp(`^/t/${entered.slug}/`));
  expect(await page.getByText('The log could not be exported').count()).toBe(0);
  expect(saved).toEqual([]);
});
