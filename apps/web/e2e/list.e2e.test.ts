import { CONNECTION_KINDS, DEFAULT_PORTS, KIND_LABELS } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { chooseAction, gone, namesIn, rowOf, seen } from './support/page-parts.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function adminOf(name: string): Promise<{ tenant: Tenant; user: string }> {
  const tenant = await site().createTenant(name);
  return { tenant, user: await site().createUser([tenant], 'admin') };
}

describe('the list', () => {
  it('shows title, description and a table with what each connection is', async () => {
    const { tenant, user } = await adminOf('Table');
    await site().createConnection(tenant, { name: 'orders-prod', description: 'Orders of the shop' });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByRole('heading', { name: 'Connections', level: 1 }));
    await seen(page.getByText('The databases that this tenant can reach.'));
    await seen(page.getByRole('grid', { name: 'Connections' }));
    const heads = ['', 'Name', 'Type', 'Host / database', 'Status', 'Health, 24 h', 'Last tested', 'Actions'];
    await eventually(() => page.getByRole('columnheader').allTextContents()).toEqual(heads);
    const row = rowOf(page, 'orders-prod');
    for (const text of ['Orders of the shop', site().target.host, site().target.databaseName, 'Untested', 'never'])
      await seen(row.getByText(text));
    await seen(page.getByText('1–1 of 1'));
    expect(await page.title()).toBe('Connections · Table · Portolan');
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' });
    expect(await link.getAttribute('aria-current')).toBe('page');
  });

  it('gives each of the five types a chip of its own colour', async () => {
    const { tenant, user } = await adminOf('Kinds');
    for (const dbType of CONNECTION_KINDS)
      await site().createConnection(tenant, { name: dbType, dbType, port: DEFAULT_PORTS[dbType] });
    const { page } = await site().visit({ user, path: '/connections' });
    const colours = new Set<string>();
    for (const dbType of CONNECTION_KINDS) {
      const chip = rowOf(page, dbType).getByText(KIND_LABELS[dbType], { exact: true }).last();
      await seen(chip);
      colours.add(await chip.evaluate((element) => getComputedStyle(element).backgroundColor));
    }
    expect(colours.size).toBe(5);
    expect([...colours]).not.toContain('rgba(0, 0, 0, 0)');
  });

  it('says the type once in a row, with its column and without', async () => {
    const { tenant, user } = await adminOf('Once');
    await site().createConnection(tenant, { name: 'orders', description: 'Of the shop' });
    const { page } = await site().visit({ user, path: '/connections' });
    const row = rowOf(page, 'orders');
    const timesSaid = async () => ((await row.textContent()) ?? '').split('PostgreSQL').length - 1;
    await seen(row);
    expect(await timesSaid()).toBe(1);
    await page.goto('/connections?columns=address,status');
    await seen(row);
    await eventually(() => page.getByRole('columnheader', { name: 'Type' }).count()).toBe(0);
    expect(await timesSaid()).toBe(1);
  });

  it('has room for a host where the window is wide', async () => {
    const { tenant, user } = await adminOf('Hosts');
    const host = 'stock-replica.mysql.example.com';
    await site().createConnection(tenant, { name: 'stock', host, description: 'Bins, movements and purchases' });
    const context = { viewport: { width: 1440, height: 900 } };
    const { page } = await site().visit({ user, path: '/connections', context });
    const text = rowOf(page, 'stock').getByText(host);
    await seen(text);
    await eventually(() => text.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });

  it('tells Untested, Connected and Failed apart by text, with counts and the reason of a failure', async () => {
    const { tenant, user } = await adminOf('Statuses');
    const good = await site().createConnection(tenant, { name: 'good' });
    const bad = await site().createConnection(tenant, { name: 'bad', password: 'not-the-password' });
    await site().createConnection(tenant, { name: 'new' });
    for (const id of [good, bad]) await site().rest('POST', `/api/connections/${id}/test`, { tenant });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'good').getByText('Connected', { exact: true }));
    await seen(rowOf(page, 'bad').getByText('Failed', { exact: true }));
    await seen(rowOf(page, 'bad').getByText('The server refused the login (error 28P01)'));
    await seen(rowOf(page, 'new').getByText('Untested', { exact: true }));
    const time = rowOf(page, 'good').locator('time');
    expect(await time.getAttribute('datetime')).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await time.getAttribute('title')).toMatch(/\d{4}/);
    const filters = page.getByRole('group', { name: 'Status' }).getByRole('button');
    await eventually(() => filters.allTextContents()).toEqual([
      'All3',
      'Untested1',
      'Connected1',
      'Failed1',
      'Deleted',
    ]);
    await page.getByRole('button', { name: 'Failed 1' }).click();
    await eventually(() => namesIn(page)).toEqual(['bad']);
    expect(await page.getByRole('button', { name: 'Failed 1' }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('an empty list', () => {
  it('invites to add the first connection', async () => {
    const { user } = await adminOf('Empty');
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByText('No connections yet'));
    await page.getByRole('main').getByRole('button', { name: 'New connection' }).last().click();
    await seen(page.getByRole('dialog', { name: 'New connection' }));
  });

  it('says something else when filters made it empty, and clears them', async () => {
    const { tenant, user } = await adminOf('Filtered');
    await site().createConnection(tenant, { name: 'orders' });
    const { page } = await site().visit({ user, path: '/connections?search=nothing-like-it' });
    await seen(page.getByText('No connections match'));
    expect(await page.getByText('No connections yet').count()).toBe(0);
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await seen(rowOf(page, 'orders'));
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('search, filter and paging', () => {
  it('searches name, description, host, database, user and tags while one types', async () => {
    const { tenant, user } = await adminOf('Search');
    await site().createConnection(tenant, { name: 'orders', description: 'the shop', tags: ['team:harbour'] });
    const ledger = { name: 'ledger', description: 'Bookkeeping', host: 'books.example.com', username: 'clerk' };
    await site().createConnection(tenant, { ...ledger, databaseName: 'accounts' });
    const { page } = await site().visit({ user, path: '/connections' });
    const search = page.getByRole('searchbox', { name: 'Search connections' });
    expect(await search.getAttribute('placeholder')).toBe('Search name, host, user, tag…');
    for (const [text, name] of [
      ['SHOP', 'orders'],
      ['bookk', 'ledger'],
      ['books.ex', 'ledger'],
      ['account', 'ledger'],
      ['harbour', 'orders'],
      ['clerk', 'ledger'],
    ] as const) {
      await search.fill('');
      await search.pressSequentially(text);
      await eventually(() => namesIn(page)).toEqual([name]);
    }
    expect(await search.inputValue()).toBe('clerk');
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('filters by type', async () => {
    const { tenant, user } = await adminOf('Types');
    await site().createConnection(tenant, { name: 'pg' });
    await site().createConnection(tenant, { name: 'my', dbType: 'mysql', port: 3306 });
    const { page } = await site().visit({ user, path: '/connections' });
    const types = page.getByRole('combobox', { name: 'Database type' });
    const labels = CONNECTION_KINDS.map((kind) => KIND_LABELS[kind]);
    await eventually(() => types.getByRole('option').allTextContents()).toEqual(['All types', ...labels]);
    await types.selectOption('MySQL');
    await eventually(() => namesIn(page)).toEqual(['my']);
  });

  it('turns pages of 10, 20, 50 or 100 rows and says where one is', async () => {
    const { tenant, user } = await adminOf('Pages');
    await site().createManyConnections(tenant, 57);
    const { page } = await site().visit({ user, path: '/connections' });
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await seen(pages.getByText('1–20 of 57'));
    const sizes = pages.getByRole('combobox', { name: 'Rows per page' });
    await eventually(() => sizes.getByRole('option').allTextContents()).toEqual(['10', '20', '50', '100']);
    expect(await pages.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    await pages.getByRole('button', { name: 'Next' }).click();
    await seen(pages.getByText('21–40 of 57'));
    await eventually(() => namesIn(page)).toHaveLength(20);
    await sizes.selectOption('50');
    await seen(pages.getByText('1–50 of 57'));
    await pages.getByRole('button', { name: 'Next' }).click();
    await seen(pages.getByText('51–57 of 57'));
    await eventually(() => namesIn(page)).toHaveLength(7);
    expect(await pages.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await sizes.selectOption('10');
    await eventually(() => namesIn(page)).toHaveLength(10);
  });
});

describe('what the role allows', () => {
  it('offers every action to an admin', async () => {
    const { tenant, user } = await adminOf('Admins');
    await site().createConnection(tenant, { name: 'orders' });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByRole('button', { name: 'Test orders' }));
    await chooseAction(page, 'orders', 'Edit…');
    await seen(page.getByRole('dialog', { name: 'Edit connection' }));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await page.getByRole('button', { name: 'New connection' }).click();
    await seen(page.getByRole('dialog', { name: 'New connection' }));
  });

  it('offers nothing that changes to one who may only read', async () => {
    const tenant = await site().createTenant('Readers');
    const user = await site().createUser([tenant], ['connections:read']);
    const id = await site().createConnection(tenant, { name: 'orders' });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'orders'));
    expect(await page.getByRole('button', { name: /New connection|Test orders/ }).count()).toBe(0);
    await page.keyboard.press('c');
    await page.goto('/connections?dialog=new');
    await seen(rowOf(page, 'orders'));
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.goto(`/connections/${id}`);
    await seen(page.getByText('You cannot browse this database'));
    expect(await page.getByRole('button', { name: /Edit|Delete/ }).count()).toBe(0);
  });

  it('tells a viewer what is missing instead of showing an empty list', async () => {
    const tenant = await site().createTenant('Viewers');
    const user = await site().createUser([tenant], []);
    await site().createConnection(tenant, { name: 'orders' });
    const visit = await site().visit({ user, path: '/connections' });
    await seen(visit.page.getByText('You cannot see the connections of this tenant'));
    expect(await visit.page.getByText('orders').count()).toBe(0);
    expect(visit.requests.filter((request) => request.url().includes('connections.list'))).toEqual([]);
  });
});
