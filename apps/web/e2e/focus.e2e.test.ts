import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { charted } from './support/charted.ts';
import { chooseAction, gone, rowOf, seen, switchTenant } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

/** What has the focus: its role or tag, and its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: held } = document;
    if (!held || held === document.body) return 'body';
    return `${held.tagName.toLowerCase()} ${held.getAttribute('aria-label') ?? held.textContent?.trim() ?? ''}`;
  });
const headings = (page: Page) => page.locator('h1').count();
/** What the page has said of where one is. */
const said = (page: Page, title: string) => seen(page.locator('p[role=status]').getByText(title, { exact: true }));

describe('after going to another page', () => {
  it('the heading has the focus and the title is said, by link, key, Back and Forward', async () => {
    const { user, tenant, id } = await charted(site(), 'Voice', { refreshed: true });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'shop'));
    // The browser announces the first page by itself.
    expect(await focused(page)).toBe('body');
    await page.getByRole('link', { name: 'Users' }).click();
    await eventually(() => focused(page)).toBe('h1 Users');
    await said(page, `Users · ${tenant.name} · Portolan`);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await eventually(() => focused(page)).toBe('h1 Roles');
    await said(page, `Roles · ${tenant.name} · Portolan`);
    await page.goBack();
    await eventually(() => focused(page)).toBe('h1 Users');
    await page.goForward();
    await eventually(() => focused(page)).toBe('h1 Roles');
    await page.goto(`/t/${tenant.slug}/connections`);
    await page.getByRole('link', { name: 'shop', exact: true }).click();
    await eventually(() => focused(page)).toBe('h1 shop');
    await said(page, `shop · ${tenant.name} · Portolan`);
    for (const [view, title] of [
      ['Snapshots', 'Snapshots of shop'],
      ['Types', 'Types of shop'],
      ['Diagram', 'Diagram of shop'],
    ] as const) {
      await page
        .getByRole('navigation', { name: 'Views of this connection' })
        .getByRole('link', { name: view })
        .click();
      await said(page, `${title} · ${tenant.name} · Portolan`);
      await eventually(() => focused(page)).toBe('h1 shop');
      expect(await headings(page)).toBe(1);
    }
    expect(page.url()).toContain(id);
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('combobox', { name: /^Search/ }));
    await page.keyboard.type('audit');
    await page.keyboard.press('Enter');
    await eventually(() => focused(page)).toBe('h1 Audit log');
  });

  it('whoever has gone on meanwhile keeps their focus', async () => {
    const { user } = await charted(site(), 'Meanwhile');
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'shop'));
    let open = () => {};
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.route(/connections\.get/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'shop', exact: true }).click();
    await seen(page.getByRole('status', { name: 'Loading' }));
    const button = page.getByRole('button', { name: /^Account/ });
    await button.focus();
    await page.keyboard.press('Shift');
    open();
    await seen(page.getByRole('heading', { name: 'shop', level: 1 }));
    await said(page, 'shop · Meanwhile · Portolan');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('the heading of the other tenant has it after a switch', async () => {
    const [here, there] = [await site().createTenant('Near'), await site().createTenant('Far')];
    const user = await site().createUser([here, there], 'admin');
    const { page } = await site().visit({ user, path: `/t/${here.slug}/connections` });
    await seen(page.getByText('No connections yet'));
    await switchTenant(page, 'Far');
    await eventually(() => focused(page)).toBe('h1 Connections');
    await said(page, 'Connections · Far · Portolan');
    await page.getByRole('button', { name: /^Tenant:/ }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('menu'));
    await page.getByRole('menuitemradio', { name: 'Near' }).press('Enter');
    await said(page, 'Connections · Near · Portolan');
    await eventually(() => focused(page)).toBe('h1 Connections');
  });

  it('the first field has it where a page begins with one', async () => {
    const { user } = await charted(site(), 'Out and in');
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'shop'));
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
    await eventually(() =>
      page.getByRole('textbox', { name: 'E-mail' }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await page.keyboard.type(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
    await page.keyboard.press('Enter');
    await eventually(() => focused(page)).toBe('h1 Home');
  });
});

describe('the focus has a home', () => {
  it('after Undo and after a message is put away', async () => {
    const { user, tenant } = await charted(site(), 'Undo');
    await site().createConnection(tenant, { name: 'second' });
    const { page } = await site().visit({ user, path: '/connections' });
    await chooseAction(page, 'shop', 'Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete connection' }).click();
    await gone(rowOf(page, 'shop'));
    await eventually(() => focused(page)).toMatch(/^tr second/);
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await undo.focus();
    await page.keyboard.press('Enter');
    await seen(rowOf(page, 'shop'));
    await eventually(() => focused(page)).toBe('h1 Connections');
    const dismiss = page
      .getByRole('region', { name: 'Notifications' })
      .getByRole('button', { name: 'Dismiss' })
      .first();
    await dismiss.focus();
    await page.keyboard.press('Enter');
    await eventually(() => focused(page)).toBe('h1 Connections');
  });

  it('after restoring the last of what was deleted', async () => {
    const { user, tenant, id } = await charted(site(), 'Restore');
    await site().rest('DELETE', `/api/connections/${id}`, { tenant });
    const { page } = await site().visit({ user, path: '/connections?status=deleted' });
    const restore = page.getByRole('button', { name: /^Restore/ });
    await restore.focus();
    await page.keyboard.press('Enter');
    await gone(restore);
    await eventually(() => focused(page)).toBe('h1 Connections');
  });

  it('after Try again, whether it works or not', async () => {
    const { user } = await charted(site(), 'Again');
    const visit = await site().visit({ user });
    visit.expectFault(/status of 500/);
    const { page } = visit;
    await page.route(/users\.list/, (route) =>
      route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }),
    );
    await page.goto('/users');
    const again = page.getByRole('button', { name: 'Try again' });
    await again.focus();
    await page.keyboard.press('Enter');
    await seen(again);
    await eventually(() => focused(page)).not.toBe('body');
    await page.unroute(/users\.list/);
    await again.focus();
    await page.keyboard.press('Enter');
    await gone(again);
    await eventually(() => focused(page)).toBe('h1 Users');
  });

  it('after paging to the end, on the button that was pressed', async () => {
    const tenant = await site().createTenant('Ends');
    const user = await site().createUser([tenant], 'admin');
    await site().createManyConnections(tenant, 25);
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByText('1–20 of 25'));
    const next = page.getByRole('button', { name: 'Next' });
    await next.focus();
    await page.keyboard.press('Enter');
    await seen(page.getByText('21–25 of 25'));
    await eventually(() => next.isDisabled()).toBe(true);
    expect(await focused(page)).toBe('button Next');
    await page.keyboard.press('Enter');
    await seen(page.getByText('21–25 of 25'));
  });
});

describe('a page of a connection', () => {
  it('has one heading, also where its view could not be fetched', async () => {
    const { user, id } = await charted(site(), 'One heading', { refreshed: true });
    const visit = await site().visit({ user });
    visit.expectFault(/status of 404/);
    const { page } = visit;
    await page.goto(`/connections/${id}`);
    await seen(page.getByRole('tree'));
    await page.route(/assets\/types-page/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByRole('link', { name: 'Types' }).click();
    await seen(page.getByRole('heading', { name: 'This page could not be opened', level: 2 }));
    expect(await headings(page)).toBe(1);
  });
});

describe('what is shown once', () => {
  it('opens on Copy, says so for good, and asks before it is closed without a copy', async () => {
    const { user } = await charted(site(), 'Once');
    const { page, context } = await site().visit({ user, path: '/connections' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await seen(rowOf(page, 'shop'));
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'New API key' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Report');
    await page.getByRole('dialog').getByText('View connections').click();
    await page.getByRole('button', { name: 'Create key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Report is ready' });
    await seen(dialog);
    await eventually(() => focused(page)).toBe('button Copy key');
    const key = await dialog.getByRole('textbox', { name: 'API key' }).inputValue();

    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => dialog.getByRole('button', { name: 'Done' }).click(),
      () => dialog.getByRole('button', { name: 'Close', exact: true }).click(),
      () => page.goBack(),
    ]) {
      await leave();
      await seen(dialog.getByText('It was not copied, and it is not shown again.'));
      await eventually(() => focused(page)).toBe('button Back to it');
      await page.keyboard.press('Enter');
      await eventually(() => focused(page)).toBe('button Copy key');
    }
    await page.keyboard.press('Enter');
    const copied = dialog.getByRole('button', { name: 'Copied' });
    await seen(copied);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    // Longer than a message in passing would stand.
    await page.clock.install();
    await page.clock.runFor(60_000);
    await seen(copied);
    await page.keyboard.press('Escape');
    await gone(dialog);
    await eventually(() => focused(page)).not.toBe('body');
  });

  it('counts as taken when it was copied by hand', async () => {
    const { user } = await charted(site(), 'By hand');
    const { page } = await site().visit({ user, path: '/invitations?invite=new' });
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'E-mail' }).fill('by-hand@example.com');
    await form.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Viewer' });
    await form.getByRole('button', { name: 'Send invitation' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invitation ready' });
    await seen(dialog);
    await eventually(() => focused(page)).toBe('button Copy link');
    await page.keyboard.press('Escape');
    await seen(dialog.getByText('It was not copied, and it is not shown again.'));
    await dialog.getByRole('textbox', { name: 'Invitation link' }).focus();
    await page.keyboard.press('Control+c');
    await gone(dialog.getByText('It was not copied, and it is not shown again.'));
    await page.keyboard.press('Escape');
    await gone(dialog);
  });
});
