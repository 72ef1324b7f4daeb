import type { Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { everythingOn, firstSteps, gone, rowOf, seen, switchTenant } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const tenantOf = (request: Request) => request.headers()['x-tenant-id'];

it('says that the sign-in failed without saying why, and asks again', async () => {
  const tenant = await site().createTenant('Refused');
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ path: '/sign-in' });
  visit.expectFault(/status of 401/);
  await visit.page.getByRole('button', { name: 'Sign in' }).click();
  await seen(visit.page.getByText('Enter your e-mail address'));
  const email = visit.page.getByRole('textbox', { name: 'E-mail' });
  const password = visit.page.getByRole('textbox', { name: 'Password' });
  for (const name of [user, 'nobody@example.com']) {
    await email.fill(name);
    await password.fill('wrong-password');
    await visit.page.keyboard.press('Enter');
    await seen(visit.page.getByText('The e-mail address or the password is not right.'));
    await eventually(() => password.evaluate((field) => field === document.activeElement)).toBe(true);
  }
  await email.fill(user);
  await password.fill(site().password);
  await visit.page.keyboard.press('Enter');
  await seen(firstSteps(visit.page));
  expect(await everythingOn(visit.page)).not.toContain(site().password);
});

it('signs out on the server too, and Back shows nothing of what was there', async () => {
  const tenant = await site().createTenant('Sign out');
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'confidential-name' });
  const visit = await site().visit({ user, path: '/connections' });
  const { page, context } = visit;
  visit.expectFault(/status of 401/);
  await seen(rowOf(page, 'confidential-name'));
  await page.getByRole('link', { name: 'confidential-name' }).click();
  await seen(page.getByRole('tree'));
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  expect((await fetch(`${site().url}/api/v1/users/me`, { headers })).status).toBe(401);
  await page.goBack();
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
  await gone(page.getByText('confidential-name'));
  await page.goto('/connections');
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
});

it('is signed out by their own doing who signs out, whatever a stream says first', async () => {
  const tenant = await site().createTenant('Leaving');
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'orders' });
  const { page, requests } = await site().visit({ user, path: '/connections' });
  await page.waitForRequest(/health\.live/);
  await seen(rowOf(page, 'orders'));
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/auth\.logout/, async (route) => {
    const response = await route.fetch();
    await told;
    await route.fulfill({ response });
  });
  const asked = () => requests.filter((request) => /auth\.me/.test(request.url())).length;
  const before = asked();
  const refused = page.waitForEvent('requestfinished', (request) => /health\.live/.test(request.url()));
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await refused;
  answer();
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
  expect(asked()).toBe(before);
});

it('leads to the sign-in when the session is over, and back to where one was', async () => {
  const tenant = await site().createTenant('Expired');
  const user = await site().createUser([tenant], 'admin');
  await site().createManyConnections(tenant, 25);
  const visit = await site().visit({ user, path: '/connections?search=connection&sortBy=name&sortOrder=asc' });
  const { page } = visit;
  await seen(page.getByText('1–20 of 25'));
  await page.getByRole('button', { name: 'Next' }).click();
  await seen(page.getByText('21–25 of 25'));
  visit.expectFault(/status of 401/);
  // By itself: the server ends the stream that every page hears.
  await site().database.query('delete from sessions where user_id = (select id from users where email = $1)', [user]);
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
  expect(await everythingOn(page)).not.toContain('connection-001');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
  await page.keyboard.press('Enter');
  await seen(page.getByText('21–25 of 25'));
  const { pathname, searchParams } = new URL(page.url());
  expect([pathname, Object.fromEntries(searchParams)]).toEqual([
    `/t/${tenant.slug}/connections`,
    { search: 'connection', sortBy: 'name', sortOrder: 'asc', page: '2' },
  ]);
});

it('never returns to another site', async () => {
  const tenant = await site().createTenant('Open redirect');
  const user = await site().createUser([tenant], 'admin');
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example']) {
    const { page } = await site().visit({ user, path: `/sign-in?next=${encodeURIComponent(next)}` });
    await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
    await page.keyboard.press('Enter');
    await seen(firstSteps(page));
    expect(new URL(page.url()).origin).toBe(site().url);
  }
});

it('shows no menu under the pointer before it has its place', async () => {
  const [first, second] = [await site().createTenant('Here'), await site().createTenant('There')];
  const user = await site().createUser([first, second], 'admin');
  const { page } = await site().visit({ user, path: '/connections' });
  const button = page.getByRole('button', { name: /^Tenant:/ });
  await button.hover();
  await seen(page.locator('button[data-closed]').filter({ hasText: 'Tenant:' }));
  const hit = await button.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    const at = { bubbles: true, button: 0, pointerType: 'mouse', clientX: left + 30, clientY: top + 20 };
    element.dispatchEvent(new PointerEvent('pointerdown', at));
    const menu = document.querySelector('[role=menu]');
    const unplaced = menu?.getBoundingClientRect();
    return {
      open: menu !== null,
      lies: unplaced && unplaced.bottom > at.clientY && unplaced.right > at.clientX,
      inMenu: menu?.contains(document.elementFromPoint(at.clientX, at.clientY)),
    };
  });
  expect(hit).toEqual({ open: true, lies: true, inMenu: false });
  await page.getByRole('menuitemradio', { name: 'There' }).click();
  await seen(page.getByRole('button', { name: 'Tenant: There' }));
});

it('leaves nothing of the old tenant on the screen or in the requests after a switch', async () => {
  const [first, second] = [await site().createTenant('Alpha'), await site().createTenant('Beta')];
  const user = await site().createUser([first, second], 'admin');
  await site().createConnection(first, { name: 'secret-of-alpha' });
  await site().createConnection(second, { name: 'only-in-beta' });
  const visit = await site().visit({ user, path: '/connections' });
  const { page } = visit;
  const switchTo = (name: string) => switchTenant(page, name);
  await seen(page.getByRole('button', { name: /^Tenant:/ }));
  await switchTo('Alpha');
  await seen(rowOf(page, 'secret-of-alpha'));
  await page.getByRole('searchbox').fill('secret');
  await eventually(() => new URL(page.url()).search).toBe('?search=secret');
  await page.getByRole('link', { name: 'secret-of-alpha' }).click();
  await seen(page.getByRole('tree'));

  const before = visit.requests.length;
  await switchTo('Beta');
  await seen(rowOf(page, 'only-in-beta'));
  const { pathname, search } = new URL(page.url());
  expect(pathname + search).toBe(`/t/${second.slug}/connections`);
  await seen(page.getByRole('button', { name: 'Tenant: Beta' }));
  const content = await everythingOn(page);
  expect(content).not.toContain('secret-of-alpha');
  expect(content).not.toContain('>Alpha<');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search pages/ }).fill('secret');
  await seen(page.getByText('Nothing matches.'));
  await page.keyboard.press('Escape');
  const after = visit.requests.slice(before).filter((request) => request.url().includes('/trpc/'));
  expect(after.length).toBeGreaterThan(0);
  expect(new Set(after.map(tenantOf))).toEqual(new Set([second.slug]));

  await page.reload();
  await seen(rowOf(page, 'only-in-beta'));
});

it('keeps what a slow answer of the old tenant says out of the new one', async () => {
  const [first, second] = [await site().createTenant('Gamma'), await site().createTenant('Delta')];
  const user = await site().createUser([first, second], 'admin');
  await site().createConnection(first, { name: 'shop-gamma' });
  const visit = await site().visit({ user, path: '/connections' });
  const { page } = visit;
  await switchTenant(page, 'Gamma');
  await seen(rowOf(page, 'shop-gamma'));
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/connections\.testSaved/, async (route) => {
    await held;
    await route.continue();
  });
  const done = page.waitForResponse(/connections\.testSaved/);
  await page.getByRole('button', { name: 'Test shop-gamma' }).click();
  await seen(rowOf(page, 'shop-gamma').getByText('Testing…').last());
  await switchTenant(page, 'Delta');
  await seen(page.getByText('No connections yet'));
  answer();
  await done;
  await seen(page.getByText('No connections yet'));
  expect(await everythingOn(page)).not.toContain('shop-gamma');
});

it('lets an operator without a tenant make the first one', async () => {
  const visit = await site().visit();
  visit.expectFault(/status of 40[01]/);
  const operator = 'lonely-operator@example.com';
  await site().database.query(
    `insert into users (id, email, password_hash, is_operator)
     select gen_random_uuid(), $1, password_hash, true from users where email = 'operator@portolan.local'`,
    [operator],
  );
  const { page } = visit;
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(operator);
  await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Create your first tenant' }));
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Żółta Łódź 1');
  const slug = page.getByRole('textbox', { name: 'Short name' });
  expect(await slug.inputValue()).toMatch(/^[a-z0-9-]+$/);
  await slug.fill(`first-${Date.now()}`);
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await seen(firstSteps(page));
});
