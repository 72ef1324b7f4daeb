import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { chooseAction, gone, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();

async function listed(name: string): Promise<Visit & { id: string }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const id = await site().createConnection(tenant, { name: 'orders' });
  const visit = await site().visit({ user, path: '/connections' });
  visit.expectFault(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_NETWORK/);
  await seen(rowOf(visit.page, 'orders'));
  return { ...visit, id };
}

it('says that it is offline and how old the page is, and reads it again on return', async () => {
  const { page, context, id } = await listed('Banner');
  await context.setOffline(true);
  const notice = page.getByRole('region', { name: 'Notices' });
  await seen(notice.getByText(/^You are offline: this is the state of \d\d:\d\d$/));
  await seen(rowOf(page, 'orders'));
  await expectNoViolation(page, 'offline');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoViolation(page, 'offline, narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const text = await notice.getByText(/^You are offline/).boundingBox();
  expect(text?.height).toBeLessThan(36);
  await page.setViewportSize({ width: 1280, height: 800 });
  await site().database.query("update data_connections set name = 'invoices' where id = $1", [id]);
  await context.setOffline(false);
  await seen(rowOf(page, 'invoices'));
  await gone(notice.getByText(/^You are offline/));
  await seen(page.getByText('You are online again'));
});

it('fails a change at once, offers it again, and never makes it by itself', async () => {
  const { page, context, requests, id } = await listed('Changes');
  const tested = async () => {
    const rows = await site().database.query<{ at: Date | null }>(
      'select last_tested_at as at from data_connections where id = $1',
      [id],
    );
    return rows[0]?.at ?? null;
  };
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Test orders' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'orders could not be tested' });
  await seen(alert.getByText('You are offline. Try again when you are back.'));
  await seen(rowOf(page, 'orders').getByText('Untested', { exact: true }));
  await expectNoViolation(page, 'failed change');
  const before = requests.filter((request) => request.url().includes('testSaved')).length;
  const readAgain = page.waitForResponse(/connections\.list/);
  await context.setOffline(false);
  await seen(page.getByText('You are online again'));
  await readAgain;
  expect(requests.filter((request) => request.url().includes('testSaved')).length).toBe(before);
  expect(await tested()).toBeNull();
  await alert.getByRole('button', { name: 'Retry' }).press('Enter');
  await seen(rowOf(page, 'orders').getByText('Connected', { exact: true }));
});

it('keeps a form with what was typed, to be sent on return', async () => {
  const { page, context } = await listed('Form');
  await chooseAction(page, 'orders', 'Edit…');
  const dialog = page.getByRole('dialog', { name: 'Edit connection' });
  const name = dialog.getByRole('textbox', { name: 'Connection name' });
  await name.fill('invoices');
  await context.setOffline(true);
  await dialog.getByRole('button', { name: 'Save Changes' }).click();
  await seen(page.getByText('You are offline. Try again when you are back.'));
  await expectNoViolation(page, 'form without a network');
  const readAgain = page.waitForResponse(/connections\.list/);
  await context.setOffline(false);
  await seen(page.getByText('You are online again'));
  await readAgain;
  expect(await name.inputValue()).toBe('invoices');
  await dialog.getByRole('button', { name: 'Save Changes' }).click();
  await seen(rowOf(page, 'invoices'));
});

it('says at once what it cannot show without a network, and shows it on return', async () => {
  const { page, context } = await listed('Elsewhere');
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Users' }).click();
  await seen(page.getByRole('alert').getByRole('heading', { name: 'This page could not be opened' }));
  await expectNoViolation(page, 'page without a network');
  await context.setOffline(false);
  await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
  await seen(page.getByRole('row').filter({ hasText: 'Ines Almeida' }));
  await page.getByRole('link', { name: 'Connections', exact: true }).first().click();
  await seen(rowOf(page, 'orders'));
  await context.setOffline(true);
  await page.getByRole('searchbox').fill('ord');
  await seen(page.getByRole('alert').getByText('You are offline. Try again when you are back.'));
  await seen(page.getByRole('region', { name: 'Notices' }).getByText(/^You are offline/));
  await context.setOffline(false);
  await seen(rowOf(page, 'orders'));
});

it('a start that failed without a network goes on with it', async () => {
  const { page, context } = await listed('Start');
  let isAway = true;
  await page.route(/\/trpc\//, (route) => (isAway ? route.abort('internetdisconnected') : route.continue()));
  await page.reload();
  await seen(page.getByText('Portolan cannot start'));
  await context.setOffline(true);
  isAway = false;
  await context.setOffline(false);
  await seen(rowOf(page, 'orders'));
  await eventually(() => page.getByText('Portolan cannot start').count()).toBe(0);
});

it('says so in front of the sign-in too, where nothing of it was fetched before', async () => {
  const visit = await site().visit({ path: '/sign-in' });
  visit.expectFault(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await seen(visit.page.getByRole('button', { name: 'Sign in' }));
  await visit.context.setOffline(true);
  await seen(visit.page.getByRole('region', { name: 'Notices' }).getByText('You are offline', { exact: true }));
});
