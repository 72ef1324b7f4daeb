import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { everythingOn, firstSteps, gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();
const MISSING = /status of 404|Failed to load resource|Failed to fetch dynamically/;

/** The files of one part of the page, whatever their hashes. */
const fileOf = (part: string) => new RegExp(`/assets/${part}-[^/]+\\.js`);

async function opened(name: string, path = '/connections'): Promise<Visit> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'orders' });
  const visit = await site().visit({ user, path });
  visit.expectFault(MISSING);
  return visit;
}

const lose = (page: Page, part: string) =>
  page.route(fileOf(part), (route) =>
    route.fulfill({ status: 404, headers: { 'x-request-id': 'req-0815' }, body: 'Not found' }),
  );

/** From now on the server has another build, and none of the old files but those that a test leaves there. */
async function release(page: Page, part: string): Promise<void> {
  await lose(page, part);
  await page.route('/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/index-[\w-]+\.js/, 'index-new.js') });
  });
}

describe('a part of the page that is missing', () => {
  it('that a page does without takes nothing down, and comes with the network', async () => {
    const visit = await opened('Missing strips', '/account');
    const { page, context } = visit;
    await page.route(fileOf('health-reader'), (route) => route.abort());
    visit.expectFault(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
    const gone = page.waitForEvent('requestfailed', (request) => fileOf('health-reader').test(request.url()));
    await page.goto('/connections');
    await seen(rowOf(page, 'orders'));
    await gone;
    await page.getByRole('button', { name: 'Test orders' }).click();
    await seen(rowOf(page, 'orders').getByText('Connected', { exact: true }));
    await page.unrouteAll();
    await context.setOffline(true);
    await seen(page.getByText(/^You are offline/));
    const strips = page.waitForResponse(/health\.strips/);
    await context.setOffline(false);
    await strips;
    expect(await page.getByRole('heading', { level: 1, name: 'Connections' }).count()).toBe(1);
  });

  it('is told on the page that needs it, with the request, and fetched on a second try', async () => {
    const { page } = await opened('Missing page');
    await seen(rowOf(page, 'orders'));
    await lose(page, 'users-page');
    await page.getByRole('link', { name: 'Users' }).click();
    const alert = page.getByRole('alert');
    await seen(alert.getByRole('heading', { name: 'This page could not be opened', level: 1 }));
    await seen(alert.getByText('Request req-0815'));
    expect(pageOf(page)).toBe('/users');
    await expectNoViolation(page, 'missing page');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoViolation(page, 'missing page, narrow');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.setViewportSize({ width: 1280, height: 800 });
    // Still missing: the panel comes back.
    await alert.getByRole('button', { name: 'Try again' }).click();
    await seen(alert.getByText('Request req-0815'));
    await page.unroute(fileOf('users-page'));
    await alert.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
  });

  it('does not keep anybody from the other pages', async () => {
    const { page } = await opened('Way out');
    await seen(rowOf(page, 'orders'));
    await lose(page, 'users-page');
    await page.getByRole('link', { name: 'Users' }).click();
    await seen(page.getByRole('heading', { name: 'This page could not be opened' }));
    await page.getByRole('link', { name: 'Connections', exact: true }).first().click();
    await seen(rowOf(page, 'orders'));
    await page.unroute(fileOf('users-page'));
    await page.getByRole('link', { name: 'Users' }).click();
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
  });

  it('is asked for twice before anybody hears of it', async () => {
    const { page } = await opened('Hiccup');
    await seen(rowOf(page, 'orders'));
    let asked = 0;
    await page.route(fileOf('users-page'), (route) => {
      asked += 1;
      return asked === 1 ? route.fulfill({ status: 503, body: '' }) : route.continue();
    });
    await page.getByRole('link', { name: 'Users' }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
  });

  it('closes the dialog that needs it, and the next click opens it', async () => {
    const { page } = await opened('Missing dialog', '/roles');
    await seen(page.getByRole('heading', { name: 'Roles', level: 1 }));
    await lose(page, 'role-dialog');
    const button = page.getByRole('button', { name: 'New role' }).first();
    await button.click();
    await seen(page.getByRole('alert').filter({ hasText: 'This could not be opened' }));
    await expectNoViolation(page, 'missing dialog');
    await page.unroute(fileOf('role-dialog'));
    await button.click();
    await seen(page.getByRole('dialog', { name: 'New role' }));
  });

  it('shows that it is on its way', async () => {
    const { page } = await opened('Progress');
    await seen(rowOf(page, 'orders'));
    let open = () => {};
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.route(fileOf('users-page'), async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Users' }).click();
    const bar = page.getByRole('progressbar', { name: 'Loading' });
    await seen(bar);
    await expectNoViolation(page, 'loading');
    open();
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
    await gone(bar);
  });
});

it('a page that breaks while it is drawn says so, and the others stand', async () => {
  const visit = await opened('Broken page');
  const { page } = visit;
  visit.expectFault(/planted/);
  await seen(rowOf(page, 'orders'));
  await page.route(fileOf('search-page'), (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "export default () => { throw new Error('planted'); };",
    }),
  );
  await page.getByRole('link', { name: 'Search columns' }).click();
  const alert = page.getByRole('alert');
  await seen(alert.getByRole('heading', { name: 'This page could not be opened', level: 1 }));
  await seen(alert.getByText('Something went wrong.'));
  expect(await everythingOn(page)).not.toContain('planted');
  await page.getByRole('link', { name: 'Roles' }).click();
  await seen(page.getByRole('heading', { name: 'Roles', level: 1 }));
});

describe('a replaced build', () => {
  it('reloads the page that was asked for, by itself where nothing was typed', async () => {
    const { page } = await opened('Reloaded');
    await seen(rowOf(page, 'orders'));
    await page.evaluate(() => document.body.setAttribute('data-before', ''));
    await release(page, 'users-page');
    // What the new build brings.
    page.once('framenavigated', () => void page.unroute(fileOf('users-page')));
    await page.getByRole('link', { name: 'Users' }).click();
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
    expect(await page.locator('[data-before]').count()).toBe(0);
    expect(pageOf(page)).toBe('/users');
  });

  it('that goes on failing is not reloaded again and again', async () => {
    const { page, requests } = await opened('No loop');
    await seen(rowOf(page, 'orders'));
    await release(page, 'users-page');
    await page.getByRole('link', { name: 'Users' }).click();
    const documents = () => requests.filter((request) => request.resourceType() === 'document').length;
    await eventually(documents).toBe(2);
    const alert = page.getByRole('alert');
    await seen(alert.getByRole('heading', { name: 'Portolan was updated' }));
    expect(documents()).toBe(2);
    await expectNoViolation(page, 'updated');
    await page.unrouteAll();
    await alert.getByRole('button', { name: 'Reload' }).click();
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
  });

  it('asks where something was typed, and a reload keeps it, but for the secrets', async () => {
    const { page } = await opened('Kept');
    await seen(rowOf(page, 'orders'));
    await release(page, 'shortcuts-dialog');
    await page.keyboard.press('?');
    const notice = page.getByRole('region', { name: 'Notices' });
    await seen(notice.getByText('Portolan was updated.'));
    await page.getByRole('button', { name: 'New connection' }).click();
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await dialog.getByText('MySQL', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Connection name' }).fill('Warehouse of Porto');
    await dialog.getByRole('textbox', { name: 'Host' }).fill('db.porto.example');
    await dialog.getByLabel('Password', { exact: true }).fill('not-to-be-kept');
    await dialog.getByRole('button', { name: 'Show password' }).click();
    await expectNoViolation(page, 'notice over a dialog');
    await page.evaluate(() => {
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        keep.call(this, 'seen', `${this.getItem('seen') ?? ''}${value}`);
        keep.call(this, key, value);
      };
    });
    await page.unrouteAll();
    await notice.getByRole('button', { name: 'Reload' }).click();
    await eventually(() => dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('db.porto.example');
    expect(await dialog.getByRole('textbox', { name: 'Connection name' }).inputValue()).toBe('Warehouse of Porto');
    expect(await dialog.getByRole('radio', { name: 'MySQL' }).isChecked()).toBe(true);
    expect(await page.evaluate(() => sessionStorage.getItem('seen'))).toContain('db.porto.example');
    expect(await page.evaluate(() => sessionStorage.getItem('seen'))).not.toContain('not-to-be-kept');
    expect(await everythingOn(page)).not.toContain('not-to-be-kept');
    // Filled in as if typed: leaving asks first.
    await page.keyboard.press('Escape');
    await seen(dialog.getByText('Discard what you entered?'));
  });
});

describe('/login', () => {
  it('leads to the sign-in, and so does a way back to it', async () => {
    const { page } = await site().visit({ path: '/login?next=%2Fusers' });
    await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sign-in?next=%2Fusers');
    const tenant = await site().createTenant('Login');
    const user = await site().createUser([tenant], 'admin');
    await page.goto('/sign-in?next=%2Flogin');
    await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
    await page.keyboard.press('Enter');
    await seen(firstSteps(page));
  });
});
