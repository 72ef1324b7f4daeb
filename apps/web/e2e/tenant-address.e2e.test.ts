import type { BrowserContext, Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { everythingOn, pageOf, rowOf, seen, switchTenant } from './support/page-parts.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();

interface Two {
  first: Tenant;
  second: Tenant;
  user: string;
  /** Of `<tenant>-shop` in each. */
  ids: [string, string];
}

/** Two tenants of one user, each with a connection that bears its name. */
async function twoTenants(first: string, second: string): Promise<Two> {
  const tenants = [await site().createTenant(first), await site().createTenant(second)] as const;
  const user = await site().createUser([...tenants], 'admin');
  const shop = (tenant: Tenant) => site().createConnection(tenant, { name: `${tenant.name.toLowerCase()}-shop` });
  return { first: tenants[0], second: tenants[1], user, ids: [await shop(tenants[0]), await shop(tenants[1])] };
}

const addressOf = (page: Page) => page.url().slice(site().url.length);
const asksFor = (tenant: Tenant) => (request: Request) => request.headers()['x-tenant-id'] === tenant.slug;
const calls = (requests: Request[]) => requests.filter((request) => request.url().includes('/trpc/'));

/** A second tab of the same browser, with the requests that it makes. */
async function openTab(context: BrowserContext, path: string): Promise<{ page: Page; requests: Request[] }> {
  const page = await context.newPage();
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(path);
  return { page, requests };
}

describe('two tabs in two tenants', () => {
  it('stay there over reload, Back and whatever the other one does', async () => {
    const { first, second, user } = await twoTenants('Lisbon', 'Porto');
    const one = await site().visit({ user, path: `/t/${first.slug}/connections` });
    await seen(rowOf(one.page, 'lisbon-shop'));
    const two = await openTab(one.context, `/t/${second.slug}/connections`);
    await seen(rowOf(two.page, 'porto-shop'));
    expect(await one.page.title()).toBe('Connections · Lisbon · Portolan');
    expect(await two.page.title()).toBe('Connections · Porto · Portolan');

    const before = one.requests.length;
    await one.page.getByRole('link', { name: 'Users' }).click();
    await seen(one.page.getByRole('heading', { name: 'Users', level: 1 }));
    expect(addressOf(one.page)).toBe(`/t/${first.slug}/users`);
    await one.page.reload();
    await seen(one.page.getByRole('button', { name: 'Tenant: Lisbon' }));
    await one.page.goBack();
    await seen(rowOf(one.page, 'lisbon-shop'));
    await one.page.getByRole('button', { name: 'Test lisbon-shop' }).click();
    await seen(rowOf(one.page, 'lisbon-shop').getByText('Connected'));
    expect(calls(one.requests.slice(before)).every(asksFor(first))).toBe(true);

    await two.page.reload();
    await seen(rowOf(two.page, 'porto-shop'));
    expect(calls(two.requests).every(asksFor(second))).toBe(true);
    expect(await everythingOn(two.page)).not.toContain('lisbon-shop');
  });

  it('keep their tenant on pages outside of tenants too', async () => {
    const { first, second, user } = await twoTenants('Faro', 'Braga');
    const one = await site().visit({ user, path: `/t/${first.slug}/connections` });
    await seen(rowOf(one.page, 'faro-shop'));
    const two = await openTab(one.context, `/t/${second.slug}/connections`);
    await seen(rowOf(two.page, 'braga-shop'));
    await one.page.getByRole('button', { name: /^Account/ }).click();
    await one.page.getByRole('menuitem', { name: 'Account and sessions' }).click();
    await seen(one.page.getByRole('heading', { name: 'Account', level: 1 }));
    expect(addressOf(one.page)).toBe('/account');
    await one.page.reload();
    await seen(one.page.getByRole('button', { name: 'Tenant: Faro' }));
    await one.page.getByRole('link', { name: 'Connections' }).click();
    await seen(rowOf(one.page, 'faro-shop'));
  });

  it('stream and download for the tenant of their address', async () => {
    const { first, second, user, ids } = await twoTenants('Evora', 'Sines');
    const one = await site().visit({ user, path: `/t/${first.slug}/connections/${ids[0]}` });
    await seen(one.page.getByRole('tree'));
    const two = await openTab(one.context, `/t/${second.slug}/audit`);
    await seen(two.page.getByRole('heading', { name: 'Audit log', level: 1 }));
    const streams = () => one.requests.filter((request) => request.url().includes('introspection.progress'));
    await eventually(() => streams().length).toBe(1);
    expect(streams()[0]?.headers()['x-tenant-id']).toBe(first.slug);
    const [download] = await Promise.all([
      two.page.waitForEvent('download'),
      two.page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toContain(second.slug);
    const [asked] = two.requests.filter((request) => request.url().includes('audit-events/export'));
    expect(asked?.headers()['x-tenant-id']).toBe(second.slug);
  });
});

describe('one tab in two tenants', () => {
  it('goes back to the other one, with everything of it', async () => {
    const { first, second, user, ids } = await twoTenants('Setubal', 'Aveiro');
    const { page, requests } = await site().visit({ user, path: `/t/${first.slug}/connections?search=shop` });
    await seen(rowOf(page, 'setubal-shop'));
    await switchTenant(page, 'Aveiro');
    await seen(rowOf(page, 'aveiro-shop'));
    expect(addressOf(page)).toBe(`/t/${second.slug}/connections`);
    expect(await page.title()).toBe('Connections · Aveiro · Portolan');
    await page.goBack();
    await seen(rowOf(page, 'setubal-shop'));
    expect(addressOf(page)).toBe(`/t/${first.slug}/connections?search=shop`);
    expect(await everythingOn(page)).not.toContain('aveiro-shop');
    await page.goForward();
    await seen(rowOf(page, 'aveiro-shop'));
    expect(await everythingOn(page)).not.toContain('setubal-shop');
    // The same page of both: what stands in the one must not stay in the other.
    await page.goto(`/t/${first.slug}/connections/${ids[0]}`);
    await seen(page.getByRole('heading', { name: 'setubal-shop', level: 1 }));
    const before = requests.length;
    await page.evaluate((path) => history.pushState(null, '', path), `/t/${second.slug}/connections/${ids[1]}`);
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await seen(page.getByRole('heading', { name: 'aveiro-shop', level: 1 }));
    expect(await everythingOn(page)).not.toContain('setubal-shop');
    expect(calls(requests.slice(before)).every(asksFor(second))).toBe(true);
  });

  it('leaves dialogs, the palette and messages behind, and late answers say nothing', async () => {
    const { first, second, user } = await twoTenants('Guarda', 'Tomar');
    const { page } = await site().visit({ user, path: `/t/${first.slug}/connections` });
    await seen(rowOf(page, 'guarda-shop'));
    await switchTenant(page, 'Tomar');
    await seen(rowOf(page, 'tomar-shop'));
    await page.getByRole('button', { name: 'More actions for tomar-shop' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog');
    await seen(dialog);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/connections\.delete/, async (route) => {
      await held;
      await route.continue();
    });
    await dialog.getByRole('button', { name: 'Delete connection' }).click();
    const answered = page.waitForResponse(/connections\.delete/);
    await page.goBack();
    await seen(rowOf(page, 'guarda-shop'));
    expect(await dialog.count()).toBe(0);
    letGo();
    await answered;
    await page.getByRole('link', { name: 'guarda-shop' }).click();
    await seen(page.getByRole('heading', { name: 'guarda-shop', level: 1 }));
    expect(await everythingOn(page)).not.toContain('tomar-shop');
    expect(addressOf(page)).toContain(`/t/${first.slug}/`);
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('combobox', { name: /^Search/ }));
    await page.goto(`/t/${second.slug}/connections`);
    await seen(page.getByText('No connections yet'));
  });
});

describe('the address of a tenant', () => {
  it('of one’s own just opens, whatever tenant was open last', async () => {
    const { first, second, user, ids } = await twoTenants('Viseu', 'Beja');
    const { page } = await site().visit({ user, path: `/t/${first.slug}/connections` });
    await seen(rowOf(page, 'viseu-shop'));
    await page.goto(`/t/${second.slug}/connections/${ids[1]}`);
    await seen(page.getByRole('heading', { name: 'beja-shop', level: 1 }));
    await page.goto(`/t/${first.slug}`);
    await seen(page.getByRole('heading', { name: 'Home', level: 1 }));
    await seen(page.getByRole('button', { name: 'Tenant: Viseu' }));
    expect(addressOf(page)).toBe(`/t/${first.slug}`);
  });

  it('of others says so and whom to ask, and the same of one that does not exist', async () => {
    const mine = await site().createTenant('Madeira');
    const foreign = await site().createTenant('Azores');
    const user = await site().createUser([mine], 'admin');
    await site().createConnection(mine, { name: 'madeira-shop' });
    const texts: string[] = [];
    for (const slug of [foreign.slug, 'no-such-tenant']) {
      const visit: Visit = await site().visit({ user });
      visit.expectFault(/status of 403/);
      const { page } = visit;
      await page.goto(`/t/${slug}/connections`);
      await seen(page.getByRole('heading', { name: 'You are not in this tenant', level: 1 }));
      texts.push(((await page.getByRole('main').textContent()) ?? '').replaceAll(slug, '*'));
      expect(await everythingOn(page)).not.toContain('Azores');
      await seen(page.getByText(/^Ask whoever gave you the address/));
      expect(await page.getByText(user).count()).toBeGreaterThan(0);
      await expectNoViolation(page, 'foreign tenant');
      await page.setViewportSize({ width: 320, height: 640 });
      await expectNoViolation(page, 'foreign tenant, narrow');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByRole('navigation', { name: 'Your tenants' }).getByRole('link', { name: 'Madeira' }).click();
      await seen(page.getByRole('heading', { name: 'All calm' }));
      await seen(page.getByRole('button', { name: 'Tenant: Madeira' }));
      await page.goBack();
      await seen(page.getByRole('heading', { name: 'You are not in this tenant' }));
      await page.getByRole('button', { name: 'Use another account' }).click();
      await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('that one belongs to no longer says so by itself', async () => {
    const { first, second, user } = await twoTenants('Elvas', 'Lagos');
    const visit = await site().visit({ user, path: `/t/${first.slug}/connections` });
    visit.expectFault(/status of 403/);
    const { page } = visit;
    await seen(rowOf(page, 'elvas-shop'));
    await site().database.query(
      'delete from memberships where tenant_id = $1 and user_id = (select id from users where email = $2)',
      [first.id, user],
    );
    await seen(page.getByRole('heading', { name: 'You are not in this tenant', level: 1 }));
    expect(await everythingOn(page)).not.toContain('elvas-shop');
    await page.getByRole('link', { name: 'Lagos' }).click();
    await seen(page.getByRole('button', { name: 'Tenant: Lagos' }));
    expect(addressOf(page)).toBe(`/t/${second.slug}`);
  });

  it('is kept while one signs in', async () => {
    const { second, user } = await twoTenants('Silves', 'Tavira');
    const { page } = await site()
      .visit({ path: `/t/${second.slug}/roles` })
      .then((visit) => {
        visit.expectFault(/status of 401/);
        return visit;
      });
    await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
    await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Roles', level: 1 }));
    expect(addressOf(page)).toBe(`/t/${second.slug}/roles`);
  });
});

describe('an address of before', () => {
  it('leads into the tenant, with its query', async () => {
    const { first, user, ids } = await twoTenants('Chaves', 'Obidos');
    const { page } = await site().visit({ user, path: `/t/${first.slug}` });
    await seen(page.getByRole('button', { name: 'Tenant: Chaves' }));
    for (const [old, heading] of [
      ['/', 'Home'],
      ['/incidents?status=open', 'Incidents'],
      ['/connections?search=shop&sortBy=name', 'Connections'],
      ['/users?search=a', 'Users'],
      ['/roles', 'Roles'],
      ['/invitations?status=pending', 'Invitations'],
      ['/api-keys', 'API keys'],
      ['/service-accounts', 'Service accounts'],
      ['/audit?outcome=success', 'Audit log'],
      ['/search?q=id', 'Search columns'],
      [`/connections/${ids[0]}/snapshots?a=1`, 'chaves-shop'],
    ] as const) {
      await page.goto(old);
      await seen(page.getByRole('heading', { name: heading, level: 1 }));
      expect(addressOf(page)).toBe(`/t/${first.slug}${old === '/' ? '' : old}`);
    }
  });

  it('of a connection finds the tenant that has it', async () => {
    const { first, second, user, ids } = await twoTenants('Pombal', 'Leiria');
    const { page } = await site().visit({ user, path: `/t/${first.slug}/connections` });
    await seen(rowOf(page, 'pombal-shop'));
    await page.goto(`/connections/${ids[1]}/types?target=zod`);
    await seen(page.getByRole('heading', { name: 'leiria-shop', level: 1 }));
    expect(addressOf(page)).toBe(`/t/${second.slug}/connections/${ids[1]}/types?target=zod`);
    await page.goBack();
    await seen(rowOf(page, 'pombal-shop'));
    await page.goto(`/connections?dialog=${ids[1]}`);
    await seen(page.getByRole('dialog', { name: 'Edit connection' }));
    expect(pageOf(page)).toBe('/connections');
    expect(addressOf(page)).toContain(second.slug);
  });
});
