import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { holdPeer } from './support/held-peer.ts';
import { gone, namesIn, rowOf, seen } from './support/page-parts.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();
const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];

interface Listed extends Visit {
  tenant: Tenant;
  ids: Map<string, string>;
}

async function listed(name: string, permissions?: Parameters<ReturnType<typeof site>['createUser']>[1]) {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], permissions ?? 'admin');
  const ids = new Map<string, string>();
  for (const each of NAMES) ids.set(each, await site().createConnection(tenant, { name: each }));
  const visit = await site().visit({ user, path: '/connections?sortBy=name&sortOrder=asc' });
  await eventually(() => namesIn(visit.page)).toEqual(NAMES);
  return { ...visit, tenant, ids } as Listed;
}

/** The row that has the focus, or that is around it. */
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-connection]')?.querySelector('a')?.textContent ?? null);
const focusedLabel = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const selected = (page: Page) =>
  page
    .locator('[data-connection][aria-selected=true] th a')
    .allTextContents()
    .then((names) => names.sort());
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Steps down an open menu to an item, and chooses it. */
async function pickByKey(page: Page, name: string): Promise<void> {
  const highlighted = page.locator('[role=menuitem][data-highlighted]');
  await seen(highlighted);
  while ((await highlighted.textContent()) !== name) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

describe('rows by keyboard', () => {
  it('take one stop of Tab for the whole list, and arrows lead to their controls', async () => {
    const { page } = await listed('Stops');
    await page.getByRole('button', { name: 'Last tested' }).focus();
    await press(page, 'Tab');
    expect(await focusedRow(page)).toBe('alpha');
    await press(page, 'ArrowDown', 'ArrowDown');
    expect(await focusedRow(page)).toBe('charlie');
    await press(page, 'ArrowRight', 'ArrowRight');
    expect(await focusedLabel(page)).toBe('Test charlie');
    await press(page, 'ArrowDown');
    expect(await focusedLabel(page)).toBe('Test delta');
    await press(page, 'ArrowRight');
    expect(await focusedLabel(page)).toBe('More actions for delta');
    await press(page, 'Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('nav')?.getAttribute('aria-label'))).toBe('Pages');
    await press(page, 'Shift+Tab');
    expect(await focusedRow(page)).toBe('delta');
    await press(page, 'End', 'ArrowDown');
    expect(await focusedRow(page)).toBe('echo');
    await press(page, 'Home', 'ArrowUp');
    expect(await focusedRow(page)).toBe('alpha');
  });

  it('J and K move from anywhere, Enter opens, E edits, and both come back to the row', async () => {
    const { page } = await listed('Letters');
    await press(page, 'j', 'j', 'j', 'k');
    expect(await focusedRow(page)).toBe('bravo');
    await press(page, 'e');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    await eventually(() => dialog.getByRole('textbox', { name: 'Connection Name' }).inputValue()).toBe('bravo');
    await press(page, 'Escape');
    await gone(dialog);
    await eventually(() => focusedRow(page)).toBe('bravo');
    await press(page, 'Enter');
    await seen(page.getByRole('heading', { level: 1, name: 'bravo' }));
  });

  it('T tests, and the keys are letters while one types', async () => {
    const { page, requests } = await listed('Testing');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('jtxe');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jtxe');
    await page.getByRole('searchbox').fill('');
    await eventually(() => namesIn(page)).toEqual(NAMES);
    expect(requests.filter((request) => request.url().includes('testSaved'))).toEqual([]);
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'j', 'j', 't');
    await seen(rowOf(page, 'bravo').getByText('Connected', { exact: true }));
    expect(await focusedRow(page)).toBe('bravo');
    await seen(rowOf(page, 'alpha').getByText('Untested', { exact: true }));
  });

  it('chords of the page go before the keys of a row', async () => {
    const { page, requests } = await listed('Chord');
    await press(page, 'j', 'g', 'k');
    await seen(page.getByRole('heading', { level: 1, name: 'API keys' }));
    expect(requests.filter((request) => request.url().includes('testSaved'))).toEqual([]);
  });

  it('stand in the list of shortcuts', async () => {
    const { page } = await listed('Help');
    await press(page, '?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const text of ['In the list of connections', 'Undo the last delete', 'Select, or Space', 'Test it, or all'])
      await seen(help.getByText(text));
    await expectNoViolation(page, 'shortcuts');
  });

  it('the menu of a row opens by key, acts, and gives the focus back to the row', async () => {
    const { page, context, ids } = await listed('Menu');
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site().url });
    await press(page, 'j', 'Shift+F10');
    const menu = page.getByRole('menu', { name: 'Actions for alpha' });
    await seen(menu);
    expect(await menu.getByRole('menuitem').allTextContents()).toEqual([
      'Open↵',
      'Overview',
      'Diagram',
      'Snapshots',
      'Types',
      'TestT',
      'Duplicate…',
      'Copy URL without password',
      'Copy id',
      'Edit…E',
      'Delete…Del',
    ]);
    await expectNoViolation(page, 'menu of a row');
    await press(page, 'Escape');
    await gone(menu);
    expect(await focusedRow(page)).toBe('alpha');

    await press(page, 'Shift+F10');
    await pickByKey(page, 'Copy id');
    await seen(page.getByText('Id copied.'));
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    expect(await copied()).toBe(ids.get('alpha'));
    await press(page, 'Shift+F10');
    await pickByKey(page, 'Copy URL without password');
    await seen(page.getByText('URL copied, without a password.'));
    const { host, port, databaseName, username, password } = site().target;
    expect(await copied()).toBe(`postgresql://${username}@${host}:${port}/${databaseName}?sslmode=disable`);
    expect(await copied()).not.toContain(password);

    for (const [item, heading] of [
      ['Diagram', 'Diagram'],
      ['Snapshots', 'Snapshots'],
      ['Types', 'Types'],
    ]) {
      await page.getByRole('button', { name: 'More actions for alpha' }).click();
      await page.getByRole('menuitem', { name: item as string, exact: true }).click();
      await seen(page.getByRole('link', { name: heading as string, exact: true }).and(page.locator('[aria-current]')));
      await page.goBack();
      await seen(rowOf(page, 'alpha'));
    }
  });

  it('a second press on the button of the menu closes it', async () => {
    const { page } = await listed('Twice');
    const opener = page.getByRole('button', { name: 'More actions for bravo' });
    await opener.click();
    await seen(page.getByRole('menu'));
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await opener.click();
    await gone(page.getByRole('menu'));
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
  });
});

describe('a duplicate', () => {
  it('takes over everything but the secret', async () => {
    const { page, tenant } = await listed('Duplicate');
    await press(page, 'j', 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Duplicate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Duplicate connection' });
    await eventually(() => dialog.getByRole('textbox', { name: 'Connection Name' }).inputValue()).toBe('alpha copy');
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe(site().target.host);
    expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await seen(dialog.getByText('Everything is taken over but the credential'));
    await press(page, 'Control+Enter');
    await seen(rowOf(page, 'alpha copy'));
    const { data } = await site().rest<{ data: { items: { name: string; hasCredential: boolean }[] } }>(
      'GET',
      '/api/connections?search=alpha%20copy',
      { tenant },
    );
    expect(data.items).toMatchObject([{ name: 'alpha copy', hasCredential: false }]);
  });
});

describe('rows in bulk', () => {
  it('X and Shift mark, and Escape takes the marks away', async () => {
    const { page } = await listed('Marks');
    await press(page, 'j', 'x', 'j', 'j', 'x');
    expect(await selected(page)).toEqual(['alpha', 'charlie']);
    await seen(page.getByRole('region', { name: 'Selected connections' }).getByText('2 connections selected'));
    await expectNoViolation(page, 'marked rows');
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await selected(page)).toEqual(['alpha', 'charlie', 'delta', 'echo']);
    await press(page, 'Escape');
    expect(await selected(page)).toEqual([]);
    await gone(page.getByRole('region', { name: 'Selected connections' }));
    await press(page, 'Control+a');
    expect(await selected(page)).toEqual(NAMES);
    expect(await page.getByRole('checkbox', { name: 'Select all on this page' }).isChecked()).toBe(true);
  });

  it('Shift-click marks a range, by box and by row', async () => {
    const { page } = await listed('Ranges');
    await page.getByRole('checkbox', { name: 'Select bravo' }).click();
    await page.getByRole('checkbox', { name: 'Select delta' }).click({ modifiers: ['Shift'] });
    expect(await selected(page)).toEqual(['bravo', 'charlie', 'delta']);
    await press(page, 'Escape');
    await rowOf(page, 'charlie')
      .getByText('Untested')
      .click({ modifiers: ['Control'] });
    await rowOf(page, 'alpha')
      .getByText('Untested')
      .click({ modifiers: ['Shift'] });
    expect(await selected(page)).toEqual(['alpha', 'bravo', 'charlie']);
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
  });

  it('tests the marked ones together, with one message that tells the end', async () => {
    const { page, tenant, ids } = await listed('Bulk test');
    await site().rest('PATCH', `/api/connections/${ids.get('charlie')}`, { tenant, body: { password: 'not-it' } });
    await press(page, 'j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown', 't');
    const region = page.getByRole('region', { name: 'Notifications' });
    await seen(region.getByText('3 connections tested.'));
    await seen(region.getByText('2 connected and 1 failed.'));
    expect(await region.locator('p.font-medium').count()).toBe(1);
    for (const name of ['alpha', 'bravo']) await seen(rowOf(page, name).getByText('Connected', { exact: true }));
    await seen(rowOf(page, 'charlie').getByText('Failed', { exact: true }));
    await seen(rowOf(page, 'delta').getByText('Untested', { exact: true }));
    await expectNoViolation(page, 'outcome of many tests');
    await region.getByRole('button', { name: 'Show failed' }).click();
    await eventually(() => namesIn(page)).toEqual(['charlie']);

    const testFailed = page.getByRole('button', { name: 'Test all failed' });
    await page.getByRole('button', { name: 'Deleted', exact: true }).click();
    await gone(testFailed);
    await page.getByRole('button', { name: /^Failed/ }).click();
    await testFailed.click();
    await seen(region.getByText('1 connection tested.'));
    await seen(region.getByText('1 failed.'));
    // Mended by somebody else after the click: before it, the news of that would take the button away.
    const mendedThen = async (route: Route) => {
      const body = { password: site().target.password };
      await site().rest('PATCH', `/api/connections/${ids.get('charlie')}`, { tenant, body });
      await route.continue();
    };
    await page.route(/connections\.list.*createdAt/, mendedThen, { times: 1 });
    await page.getByRole('button', { name: 'Test all failed' }).click();
    await seen(region.getByText('Nothing has failed any more.'));
    await eventually(() => page.getByRole('button', { name: 'Test all failed' }).count()).toBe(0);
  });

  it('tests four at a time, tells how far it is, and stops when it is told to', async () => {
    const tenant = await site().createTenant('Stopped');
    const user = await site().createUser([tenant], 'admin');
    await using peer = await holdPeer(site().target);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      await site().createConnection(tenant, { name, ...peer.target, dbType: 'postgresql' });
    const { page, requests } = await site().visit({ user, path: '/connections' });
    await eventually(() => namesIn(page)).toHaveLength(6);
    await press(page, 'j', 'Control+a', 't');
    await eventually(peer.waiting).toBe(4);
    const region = page.getByRole('region', { name: 'Notifications' });
    await seen(region.getByRole('progressbar', { name: 'Testing 6 connections' }));
    await region.getByRole('button', { name: 'Stop' }).click();
    peer.release();
    await seen(region.getByText('Stopped: 4 of 6 connections tested.'));
    expect(requests.filter((request) => request.url().includes('testSaved'))).toHaveLength(4);
  });

  it('deletes the marked ones after asking, and Mod+Z brings them back', async () => {
    const { page } = await listed('Bulk delete');
    await press(page, 'j', 'j', 'x', 'Shift+ArrowDown', 'Delete');
    const question = page.getByRole('alertdialog', { name: 'Delete 2 connections?' });
    for (const name of ['bravo', 'charlie']) await seen(question.getByText(name, { exact: true }));
    await expectNoViolation(page, 'deletion of many');
    await question.getByRole('button', { name: 'Delete 2 connections' }).focus();
    await press(page, 'Enter');
    await eventually(() => namesIn(page)).toEqual(['alpha', 'delta', 'echo']);
    await seen(page.getByText('2 connections deleted.'));
    await eventually(() => focusedRow(page)).toBe('delta');
    await press(page, 'Control+z');
    await eventually(() => namesIn(page)).toEqual(NAMES);
    await seen(page.getByText('2 connections restored.'));
  });

  it('Delete and Mod+Z work on the row that has the focus, one after the other', async () => {
    const { page } = await listed('Undo');
    await press(page, 'j');
    for (const [name, next] of [
      ['alpha', 'bravo'],
      ['bravo', 'charlie'],
    ] as const) {
      await press(page, 'Delete');
      const question = page.getByRole('alertdialog', { name: `Delete ${name}?` });
      await question.getByRole('button', { name: 'Delete connection' }).focus();
      await press(page, 'Enter');
      await gone(question);
      await eventually(() => focusedRow(page)).toBe(next);
    }
    await press(page, 'Control+z');
    await eventually(() => namesIn(page)).toEqual(['bravo', 'charlie', 'delta', 'echo']);
    await press(page, 'Control+z');
    await eventually(() => namesIn(page)).toEqual(NAMES);
  });

  it('reaches what is on other pages', async () => {
    const tenant = await site().createTenant('Many');
    const user = await site().createUser([tenant], 'admin');
    await site().createManyConnections(tenant, 57);
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByText('1–20 of 57'));
    await press(page, 'j', 'x');
    const bar = page.getByRole('region', { name: 'Selected connections' });
    await bar.getByRole('button', { name: 'Select all 57' }).click();
    await seen(bar.getByText('57 connections selected'));
    await page.getByRole('button', { name: 'Next' }).click();
    await seen(page.getByText('21–40 of 57'));
    await eventually(async () => (await selected(page)).length).toBe(20);
    await bar.getByRole('button', { name: 'Delete…' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete 57 connections?' });
    await seen(question.getByText('and 51 more'));
  });
});

describe('who may only read', () => {
  it('can open and copy, and learns why the rest is not for them', async () => {
    const { page, requests } = await listed('Reader', ['connections:read']);
    await press(page, 'j', 't');
    await seen(page.getByRole('dialog').getByText('People who can give it to you'));
    await press(page, 'Escape');
    await gone(page.getByRole('dialog'));
    await eventually(() => focusedRow(page)).toBe('alpha');
    await press(page, 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await seen(page.getByRole('dialog').getByText('People who can give it to you'));
    await press(page, 'Escape');
    await gone(page.getByRole('dialog'));
    expect(requests.filter((request) => /testSaved|connections\.(update|delete)/.test(request.url()))).toEqual([]);
    await eventually(() => focusedRow(page)).toBe('alpha');
    await press(page, 'Enter');
    await seen(page.getByRole('heading', { level: 1, name: 'alpha' }));
  });
});

describe('on a phone', () => {
  it('the cards have the same keys, marks and menu', async () => {
    const { page } = await listed('Cards');
    await page.setViewportSize({ width: 320, height: 700 });
    await seen(page.getByRole('grid', { name: 'Connections' }));
    await press(page, 'j', 'j', 'x', 'Shift+ArrowDown');
    expect(await page.locator('[data-connection][aria-selected=true]').count()).toBe(2);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await seen(page.getByRole('region', { name: 'Selected connections' }));
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'marked cards');
    await press(page, 'Escape', 'Shift+F10');
    await seen(page.getByRole('menu'));
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'menu of a card');
  });
});
