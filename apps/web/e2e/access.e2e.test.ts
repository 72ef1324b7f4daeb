import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chooseAction, everythingOn, gone, rowWith, seen, takeAlong } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

describe('API keys', () => {
  it('are shown once, work, and die when they are revoked', async () => {
    const tenant = await site().createTenant('Keys');
    const user = await site().createUser([tenant], 'admin');
    await site().createConnection(tenant, { name: 'orders' });
    const { page } = await site().visit({ user, path: '/api-keys' });
    await page.getByRole('button', { name: 'New API key' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New API key' });
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await seen(dialog.getByText('Choose at least one permission'));
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly report');
    await dialog.getByRole('combobox', { name: 'Expires after' }).selectOption('30 days');
    await dialog.getByText('View connections').click();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const shown = page.getByRole('dialog', { name: 'Nightly report is ready' });
    const key = await shown.getByRole('textbox', { name: 'API key' }).inputValue();
    expect(key).toMatch(/^ptl_/);
    expect(await shown.getByRole('textbox', { name: 'Example' }).inputValue()).toContain(`Bearer ${key}`);

    const ask = () => fetch(`${site().url}/api/connections`, { headers: { authorization: `Bearer ${key}` } });
    const answer = (await (await ask()).json()) as { data: { items: { name: string }[] } };
    expect(answer.data.items.map(({ name }) => name)).toEqual(['orders']);
    const forbidden = await fetch(`${site().url}/api/v1/users`, { headers: { authorization: `Bearer ${key}` } });
    expect(forbidden.status).toBe(403);

    await takeAlong(shown, 'Copy key');
    await seen(rowWith(page, 'Nightly report').getByText('View connections'));
    const heads = await page.getByRole('columnheader').allTextContents();
    const lastUsed = rowWith(page, 'Nightly report')
      .getByRole('cell')
      .nth(heads.indexOf('Last used') - 1);
    await eventually(async () => {
      await page.reload();
      return lastUsed.textContent();
    }).toMatch(/^just now/);
    expect(await everythingOn(page)).not.toContain(key);
    await page.reload();
    await seen(rowWith(page, 'Nightly report'));
    expect(await everythingOn(page)).not.toContain(key);
    await chooseAction(page, 'Nightly report', 'Revoke…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
    await seen(page.getByText('No API keys yet'));
    expect((await ask()).status).toBe(401);
  });

  it('are rotated: both secrets work, it is seen where they are used, and the former one is ended', async () => {
    const tenant = await site().createTenant('Rotation');
    const user = await site().createUser([tenant], ['api_key:create', 'connections:read']);
    const { page } = await site().visit({ user, path: '/connections' });
    // Whoever may only make keys finds the page, with their own.
    await site().rest('POST', '/api/v1/api-keys', { tenant, body: { name: 'Foreign', permission_ids: ['user:read'] } });
    await page.getByRole('link', { name: 'API keys' }).click();
    await seen(page.getByText('Yours, for programs.', { exact: false }));
    await page.getByRole('button', { name: 'New API key' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Sync');
    await page.getByRole('dialog').getByText('View connections').click();
    await page.getByRole('button', { name: 'Create key' }).click();
    const secretOf = (title: string) =>
      page.getByRole('dialog', { name: title }).getByRole('textbox', { name: 'API key' }).inputValue();
    const former = await secretOf('Sync is ready');
    await takeAlong(page.getByRole('dialog', { name: 'Sync is ready' }), 'Copy key');
    await chooseAction(page, 'Sync', 'Rotate…');
    const dialog = page.getByRole('dialog', { name: 'Rotate Sync' });
    await dialog.getByRole('combobox', { name: 'The former secret works' }).selectOption('3 days');
    await dialog.getByRole('button', { name: 'Rotate key' }).click();
    const next = await secretOf('Sync has a new secret');
    expect(next).not.toBe(former);
    await seen(page.getByText(/^The former secret works until /));
    await takeAlong(page.getByRole('dialog', { name: 'Sync has a new secret' }), 'Copy key');
    await seen(rowWith(page, 'Sync').getByText('Former secret ends'));
    const status = async (key: string) =>
      (await fetch(`${site().url}/api/connections`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await status(former), await status(next)]).toEqual([200, 200]);
    const uses = page.getByRole('dialog', { name: 'Where Sync was used' });
    await eventually(async () => {
      await page.reload();
      await chooseAction(page, 'Sync', 'Where it was used…');
      await seen(uses.getByText('Days are those of UTC', { exact: false }));
      await gone(uses.getByRole('status'));
      return uses.getByText('127.0.0.1').count();
    }).toBe(2);
    await seen(uses.getByText('former secret'));
    await uses.getByRole('button', { name: 'Close' }).last().click();
    await gone(uses);
    await chooseAction(page, 'Sync', 'End the former secret…');
    await seen(page.getByText(/^It was last used /));
    await page.getByRole('button', { name: 'End it' }).click();
    await seen(page.getByText('The former secret of Sync is ended'));
    await gone(rowWith(page, 'Sync').getByText('Former secret ends'));
    expect([await status(former), await status(next)]).toEqual([401, 200]);
    expect(await everythingOn(page)).not.toContain('Foreign');
    expect(await everythingOn(page)).not.toContain(next);
  });
});

describe('service accounts', () => {
  it('are made with a role, work by their keys, are switched off and deleted', async () => {
    const tenant = await site().createTenant('Robots');
    const user = await site().createUser([tenant], 'admin');
    const { page } = await site().visit({ user, path: '/connections' });
    await page.getByRole('link', { name: 'Service accounts' }).click();
    await page.getByRole('button', { name: 'New service account' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New service account' });
    await dialog.getByRole('button', { name: 'Create service account' }).click();
    await seen(dialog.getByText('Name is required'));
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Deployment');
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Ships on Fridays');
    await dialog.getByRole('checkbox', { name: 'Contributor' }).check();
    await dialog.getByRole('button', { name: 'Create service account' }).click();
    await seen(page.getByText('Deployment created'));
    await seen(rowWith(page, 'Deployment').getByText('Ines Almeida'));
    await rowWith(page, 'Deployment').getByRole('link', { name: '0 keys' }).click();
    await seen(page.getByRole('heading', { name: 'API keys of Deployment', level: 1 }));
    await page.getByRole('button', { name: 'New API key' }).first().click();
    const making = page.getByRole('dialog', { name: 'New API key for Deployment' });
    // What the account does not hold is not offered.
    await seen(making.getByRole('checkbox', { name: 'Read the audit log', disabled: true }));
    await making.getByRole('textbox', { name: 'Name' }).fill('Pipeline');
    await making.getByText('View connections').click();
    await making.getByRole('button', { name: 'Create key' }).click();
    const shown = page.getByRole('dialog', { name: 'Pipeline is ready' });
    const key = await shown.getByRole('textbox', { name: 'API key' }).inputValue();
    await takeAlong(shown, 'Copy key');
    await seen(rowWith(page, 'Pipeline').getByText('Service account'));
    const status = async () =>
      (await fetch(`${site().url}/api/connections`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await status()).toBe(200);
    await page.getByRole('link', { name: 'All service accounts' }).click();
    await seen(rowWith(page, 'Deployment').getByText('1 key'));
    await chooseAction(page, 'Deployment', 'Edit…');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Delivery');
    await page.getByRole('button', { name: 'Save' }).click();
    await seen(rowWith(page, 'Delivery'));
    await chooseAction(page, 'Delivery', 'Deactivate…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await seen(rowWith(page, 'Delivery').getByText('Deactivated'));
    expect(await status()).toBe(401);
    await chooseAction(page, 'Delivery', 'Activate');
    await seen(rowWith(page, 'Delivery').getByText('Active', { exact: true }));
    expect(await status()).toBe(200);
    await chooseAction(page, 'Delivery', 'Delete…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await seen(page.getByText('No service accounts yet'));
    expect(await status()).toBe(401);
  });
});

describe('the account', () => {
  it('shows where one is signed in, and ends one session or all others', async () => {
    const tenant = await site().createTenant('Sessions');
    const user = await site().createUser([tenant], 'admin');
    const signedIn = async (userAgent: string) => {
      const visit = await site().visit({ user, context: { userAgent } });
      visit.expectFault(/status of 401/);
      return visit.page;
    };
    const phone = await signedIn(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1',
    );
    const windows = await signedIn('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0');
    const { page } = await site().visit({ user, path: '/connections' });
    await page.getByRole('button', { name: /^Account:/ }).click();
    await page.getByRole('menuitem', { name: 'Account and sessions' }).click();
    const list = page.getByRole('list', { name: 'Sessions' });
    await eventually(() => list.getByRole('listitem').count()).toBe(3);
    await seen(list.getByText('This session'));
    await list.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
    await eventually(() => list.getByRole('listitem').count()).toBe(2);
    await phone.goto('/connections');
    await seen(phone.getByRole('heading', { name: 'Sign in to Portolan' }));
    await windows.goto('/connections');
    await seen(windows.getByText('No connections yet'));
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await eventually(() => list.getByRole('listitem').count()).toBe(1);
    await windows.reload();
    await seen(windows.getByRole('heading', { name: 'Sign in to Portolan' }));
  });

  it('takes a new password from who knows the old one, and signs out the others', async () => {
    const tenant = await site().createTenant('Password');
    const user = await site().createUser([tenant], 'admin');
    const other = await site().visit({ user, path: '/connections' });
    other.expectFault(/status of 401/);
    await seen(other.page.getByText('No connections yet'));
    const visit = await site().visit({ user, path: '/account' });
    visit.expectFault(/status of 400/);
    const { page } = visit;
    const fill = async (current: string, next: string, again: string) => {
      await page.getByRole('textbox', { name: 'Current password' }).fill(current);
      await page.getByRole('textbox', { name: 'New password', exact: true }).fill(next);
      await page.getByRole('textbox', { name: 'New password again' }).fill(again);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await fill('not-the-password', 'Sextant-at-noon-12', 'Sextant-at-noon-13');
    await seen(page.getByText('The two passwords differ'));
    await fill('not-the-password', 'Sextant-at-noon-12', 'Sextant-at-noon-12');
    await seen(page.getByText('The current password is wrong'));
    await fill(site().password, 'Sextant-at-noon-12', 'Sextant-at-noon-12');
    await seen(page.getByText('Password changed'));
    expect(await page.getByRole('textbox', { name: 'Current password' }).inputValue()).toBe('');
    await page.reload();
    await seen(page.getByText('This session'));
    await other.page.reload();
    await seen(other.page.getByRole('heading', { name: 'Sign in to Portolan' }));
    await other.page.getByRole('textbox', { name: 'E-mail' }).fill(user);
    await other.page.getByRole('textbox', { name: 'Password' }).fill('Sextant-at-noon-12');
    await other.page.keyboard.press('Enter');
    await seen(other.page.getByText('No connections yet'));
  });

  it('tells who forgot the password how to get a link where no mail is sent', async () => {
    const visit = await site().visit({ path: '/sign-in' });
    visit.expectFault(/status of 404/);
    const { page } = visit;
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await seen(page.getByRole('heading', { name: 'Forgotten password' }));
    await page.getByRole('textbox', { name: 'E-mail' }).fill('somebody@example.com');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await seen(page.getByText('This installation sends no mail'));
    expect(await page.getByRole('textbox', { name: 'Command' }).inputValue()).toBe(
      'pnpm portolan reset-link somebody@example.com',
    );
    await page.goto(`/reset-password#token=${'x'.repeat(43)}`);
    await seen(page.getByRole('heading', { name: 'Choose a new password' }));
    expect(page.url()).not.toContain('token');
    await page.getByRole('textbox', { name: 'New password', exact: true }).fill('Sextant-at-noon-12');
    await page.getByRole('textbox', { name: 'New password again' }).fill('Sextant-at-noon-12');
    await page.getByRole('button', { name: 'Set password' }).click();
    await seen(page.getByText('This link cannot be used'));
  });
});

/** The line of the log whose action that is. */
const eventOf = (page: Page, action: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: action });

describe('the audit log', () => {
  it('is filtered in the URL, opened, exported, and says when a row was altered', async () => {
    const tenant = await site().createTenant('Logged');
    const user = await site().createUser([tenant], 'admin');
    const { page } = await site().visit({ user, path: '/roles' });
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('textbox', { name: 'Role name' }).fill('Night watch');
    await page.getByRole('dialog').getByText('Read the audit log').click();
    await page.getByRole('button', { name: 'Create role' }).click();
    await seen(page.getByText('Night watch created'));
    await site().createConnection(tenant, { name: 'orders' });

    await page.goto('/audit');
    await seen(eventOf(page, 'connections:create'));
    const actions = page.getByRole('combobox', { name: 'Action' });
    await eventually(() => actions.getByRole('option').allTextContents()).toEqual([
      'All actions',
      'Connections: all (1)',
      'create a connection (1)',
      'Roles: all (1)',
      'create a role (1)',
      'Tenants: all (1)',
      'create a tenant (1)',
    ]);
    await actions.selectOption('roles:create');
    await gone(eventOf(page, 'connections:create'));
    await page.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Ines Almeida (1)' });
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, '0'));
    await page.getByLabel('From', { exact: true }).fill(day.join('-'));
    await page.getByLabel('To', { exact: true }).fill(day.join('-'));
    await page.getByRole('button', { name: 'Success 1' }).click();
    const [member] = await site().database.query<{ id: string }>('select id from users where email = $1', [user]);
    await eventually(() => Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      action: 'roles:create',
      actor: member?.id,
      outcome: 'success',
      from: day.join('-'),
      to: day.join('-'),
    });
    await page.reload();
    await seen(eventOf(page, 'roles:create'));
    expect(await page.locator('main li time').count()).toBe(1);
    await page.getByRole('button', { name: 'Details: Ines Almeida created the role Night watch.' }).click();
    await seen(page.getByText('permission ids', { exact: true }));
    await seen(page.getByText('audit:read'));

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(['roles:create']);

    await page.getByRole('button', { name: 'Denied 0' }).click();
    await seen(page.getByText('No events match'));
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await seen(eventOf(page, 'connections:create'));
    expect(await actions.evaluate((field) => field === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: 'Verify' }).click();
    await seen(page.getByRole('status').getByText(/The log is intact: \d+ events are as written/));
    const [row] = await site().database.query<{ seq: string; id: string }>(
      `update audit_events set details = '{"name":"Harmless"}'
       where tenant_id = $1 and action = 'roles:create' returning seq, id`,
      [tenant.id],
    );
    await page.getByRole('button', { name: 'Verify' }).click();
    await seen(page.getByRole('alert').getByText(`Event #${row?.seq} was changed after it was written.`));
    await seen(page.getByRole('alert').getByText(row?.id ?? 'none'));
  });
});
