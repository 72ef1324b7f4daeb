import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chooseAction, gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function atTheList(name: string): Promise<Page> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'shop' });
  const { page } = await site().visit({ user, path: '/connections' });
  await seen(rowOf(page, 'shop'));
  return page;
}

/** The accessible name of what has the focus, as far as the tests need it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.getAttribute('name') ?? element?.textContent ?? '';
  });

describe('the dialog', () => {
  it('closes on Escape at once while nothing is typed, and asks when something is', async () => {
    const page = await atTheList('Escape');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await seen(dialog);
    await eventually(() => focused(page)).toBe('name');
    await page.keyboard.press('Escape');
    await gone(dialog);

    await page.keyboard.press('c');
    await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('half');
    await page.keyboard.press('Escape');
    await seen(dialog.getByText('Discard what you entered?'));
    await eventually(() => focused(page)).toBe('Keep editing');
    await page.keyboard.press('Escape');
    await gone(dialog.getByText('Discard what you entered?'));
    expect(await dialog.getByRole('textbox', { name: 'Connection Name' }).inputValue()).toBe('half');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await gone(dialog);
    expect(new URL(page.url()).searchParams.has('dialog')).toBe(false);
  });

  it('asks before Back takes it away with what was typed', async () => {
    const page = await atTheList('Back');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('half');
    await page.goBack();
    await seen(dialog.getByText('Discard what you entered?'));
    expect(await dialog.getByRole('textbox', { name: 'Connection Name' }).inputValue()).toBe('half');
  });

  it('submits with Mod+Enter and moves the focus to the first field that is not right', async () => {
    const page = await atTheList('Submit');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    const name = dialog.getByRole('textbox', { name: 'Connection Name' });
    await name.fill('from the keyboard');
    await dialog.getByRole('textbox', { name: 'Port' }).fill('70000');
    await page.keyboard.press('Control+Enter');
    await eventually(() => focused(page)).toBe('host');
    const host = dialog.getByRole('textbox', { name: 'Host' });
    expect(await host.getAttribute('aria-invalid')).toBe('true');
    const described = await host.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('Host is required');
    await seen(dialog.getByText('Port is a whole number from 1 to 65535'));
    await host.fill('db.example.com');
    expect(await host.getAttribute('aria-invalid')).toBe('false');
    await dialog.getByRole('textbox', { name: 'Port' }).fill('5432');
    await page.keyboard.press('Control+Enter');
    await gone(dialog);
    await seen(rowOf(page, 'from the keyboard'));
  });

  it('gives the focus back to what opened it', async () => {
    const page = await atTheList('Focus');
    await page.getByRole('button', { name: 'New connection' }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await eventually(() => focused(page)).toMatch(/New connection/);
    for (const action of ['Edit…', 'Edit…', 'Delete…', 'Delete…']) {
      await chooseAction(page, 'shop', action);
      await seen(page.locator('[role=dialog] [name=name], [role=alertdialog]'));
      await page.keyboard.press('Escape');
      await gone(page.locator('[role=dialog],[role=alertdialog]'));
      await eventually(() => focused(page)).toBe('More actions for shop');
    }
  });

  it('keeps the focus inside', async () => {
    const page = await atTheList('Trap');
    await page.keyboard.press('c');
    await seen(page.getByRole('dialog'));
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => Boolean(document.activeElement?.closest('[role=dialog]')))).toBe(true);
    }
  });
});

describe('a menu', () => {
  it('chooses nothing on the click that opens it, however quick', async () => {
    const tenants = [await site().createTenant('Anchor'), await site().createTenant('Buoy')];
    const user = await site().createUser(tenants, 'admin');
    const { page } = await site().visit({ user, path: '/connections' });
    const opener = page.getByRole('button', { name: /^Tenant:/ });
    await opener.click();
    await seen(page.getByRole('menuitemradio', { name: 'Buoy' }));
    for (const name of ['Anchor', 'Buoy', 'Anchor']) {
      await page.getByRole('menuitemradio', { name }).click();
      await seen(page.getByRole('button', { name: `Tenant: ${name}` }));
      await opener.click();
      await eventually(() => page.getByRole('menuitemradio', { name }).getAttribute('aria-checked')).toBe('true');
    }
  });
});

describe('shortcuts', () => {
  it('/ goes to the search, c opens the dialog, ? lists them all', async () => {
    const page = await atTheList('Plain keys');
    await page.keyboard.press('/');
    await eventually(() => focused(page)).toBe('Search connections');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const text of ['Search in the list', 'New connection', 'Go to Connections', 'Open the command palette'])
      await seen(help.getByText(text));
    await page.keyboard.press('c');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await gone(help);
    await page.keyboard.press('c');
    await seen(page.getByRole('dialog', { name: 'New connection' }));
  });

  it('g c leads to the connections from anywhere', async () => {
    const page = await atTheList('Chord');
    await page.getByRole('link', { name: 'shop', exact: true }).click();
    await seen(page.getByRole('tree'));
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await seen(rowOf(page, 'shop'));
    expect(pageOf(page)).toBe('/connections');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('g and a letter lead to every page, and the palette finds them', async () => {
    const page = await atTheList('Chords');
    const pages = { u: 'Users', r: 'Roles', i: 'Invitations', k: 'API keys', a: 'Audit log', m: 'Account' };
    for (const [key, name] of Object.entries(pages)) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await seen(page.getByRole('heading', { level: 1, name }));
    }
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('option', { name: /^Audit log/ }));
    expect(await page.getByRole('option', { name: /^Tenants/ }).count()).toBe(0);
    await page.keyboard.type('audit');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { level: 1, name: 'Audit log' }));
  });

  it('are letters while one types, and can be switched off', async () => {
    const page = await atTheList('Typing');
    const search = page.getByRole('searchbox');
    await search.focus();
    await page.keyboard.type('gc/?c');
    expect(await search.inputValue()).toBe('gc/?c');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await search.fill('');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await page.keyboard.press('c');
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('dialog', { name: 'Command palette' }));
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  it('Mod+K finds pages, connections and actions', async () => {
    const page = await atTheList('Palette');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await seen(palette.getByRole('option', { name: /New connection/ }));
    await page.keyboard.type('sho');
    const found = palette.getByRole('option', { name: /^shop/ });
    await seen(found);
    while ((await found.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'shop', level: 1 }));
    await gone(palette);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('new conn');
    await eventually(() => palette.getByRole('option').allTextContents()).toEqual([
      expect.stringMatching('New conn'),
      expect.stringMatching('Search columns for “new conn”'),
    ]);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('dialog', { name: 'New connection' }));
  });
});
