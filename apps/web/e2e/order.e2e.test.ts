import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { chooseAction, gone, namesIn, rowOf, seen } from './support/page-parts.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();

interface Ordered extends Visit {
  tenant: Tenant;
  user: string;
}

/** Three connections that differ in everything one sorts by. */
async function ordered(name: string, search = ''): Promise<Ordered> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'till', environment: 'production', tags: ['team:shop', 'eu'] });
  await site().createConnection(tenant, { name: 'lab', environment: 'development', tags: ['team:shop'] });
  await site().createConnection(tenant, { name: 'attic' });
  const visit = await site().visit({ user, path: `/connections${search}` });
  await seen(page(visit).getByRole('grid', { name: 'Connections' }));
  return { ...visit, tenant, user };
}
const page = ({ page }: Visit) => page;
const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const saved = async (tenant: Tenant, name: string) => {
  const { data } = await site().rest<{ data: { items: { name: string; environment: string; tags: string[] }[] } }>(
    'GET',
    `/api/connections?search=${name}`,
    { tenant },
  );
  return data.items[0];
};

describe('environment, tags and owner', () => {
  it('are entered by keyboard, and shown in row and head', async () => {
    const { page, tenant } = await ordered('Entered');
    await rowOf(page, 'attic').focus();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    const environment = dialog.getByRole('combobox', { name: 'Environment' });
    await environment.focus();
    await page.keyboard.type('Stag');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ines');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Team:Attic, dusty ');
    const removers = dialog.getByRole('button', { name: /^Remove the tag/ });
    await eventually(() => removers.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
      'Remove the tag team:attic',
      'Remove the tag dusty',
    ]);
    await page.keyboard.type('größe ');
    await seen(dialog.getByText('“größe” is no tag', { exact: false }));
    await expectNoViolation(page, 'tags that are none');
    await dialog.getByRole('combobox', { name: 'Tags' }).fill('');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Enter');
    await gone(dialog);
    const row = rowOf(page, 'attic');
    await seen(row.getByText('Staging'));
    expect(await saved(tenant, 'attic')).toMatchObject({ environment: 'staging', tags: ['team:attic'] });
    await row.getByRole('link', { name: 'attic' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'attic' }));
    await seen(page.getByText('Staging', { exact: true }));
    await seen(page.getByRole('list', { name: 'Tags' }).getByText('team:attic'));
  });

  it('change for many at once, and only production asks', async () => {
    const { page, tenant } = await ordered('Many');
    await page.getByRole('checkbox', { name: 'Select attic' }).click();
    await page.getByRole('checkbox', { name: 'Select lab' }).click();
    const bar = page.getByRole('region', { name: 'Selected connections' });
    await bar.getByRole('button', { name: /^Set the environment/ }).click();
    await page.getByRole('menuitem', { name: 'Staging' }).click();
    await seen(page.getByText('2 connections changed.'));
    for (const name of ['attic', 'lab']) await seen(rowOf(page, name).getByText('Staging'));

    await page.getByRole('checkbox', { name: 'Select till' }).click();
    await bar.getByRole('button', { name: 'Add tag…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add tags to 3 connections' });
    await dialog.getByRole('combobox', { name: 'Tags' }).fill('checked');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Add tags' }).click();
    await seen(dialog.getByText('Type what is asked for, as it stands there.'));
    await expectNoViolation(page, 'tags for many');
    await dialog.getByRole('textbox', { name: 'Type “till” to confirm' }).fill('till');
    await page.keyboard.press('Control+Enter');
    await gone(dialog);
    await seen(page.getByText('3 connections changed.'));
    await eventually(async () => (await saved(tenant, 'till'))?.tags).toEqual(['team:shop', 'eu', 'checked']);
    expect((await saved(tenant, 'attic'))?.tags).toEqual(['checked']);
  });
});

describe('a production connection', () => {
  it('is marked in its dialog, and its change asks for its name', async () => {
    const { page } = await ordered('Careful');
    await chooseAction(page, 'till', 'Edit…');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    await seen(dialog.getByText('Production', { exact: true }));
    await dialog.getByRole('textbox', { name: 'Description' }).fill('of the shop');
    await page.keyboard.press('Control+Enter');
    const answer = dialog.getByRole('textbox', { name: 'Type “till” to confirm' });
    await seen(answer);
    await eventually(() => answer.evaluate((input) => input === document.activeElement)).toBe(true);
    await expectNoViolation(page, 'change of a production connection');
    expect(await dialog.getByRole('button', { name: 'Save Changes' }).isDisabled()).toBe(true);
    await page.keyboard.type('tall');
    await page.keyboard.press('Enter');
    await seen(answer);
    await answer.fill('till');
    await page.keyboard.press('Enter');
    await gone(dialog);
    await seen(rowOf(page, 'till').getByText('of the shop'));

    await chooseAction(page, 'lab', 'Edit…');
    await dialog.getByRole('textbox', { name: 'Description' }).fill('of the lab');
    await page.keyboard.press('Control+Enter');
    await gone(dialog);
    await seen(rowOf(page, 'lab').getByText('of the lab'));
  });

  it('asks for its name before it is deleted, and says how long that can be undone', async () => {
    const { page } = await ordered('Deletion');
    await rowOf(page, 'till').focus();
    await page.keyboard.press('Delete');
    const question = page.getByRole('alertdialog', { name: 'Delete till?' });
    await seen(question.getByText('You can undo this for 30 days', { exact: false }));
    await seen(question.getByText('Production', { exact: true }));
    await expectNoViolation(page, 'deletion of a production connection');
    expect(await question.getByRole('button', { name: 'Delete connection' }).isDisabled()).toBe(true);
    await page.keyboard.type('till');
    await page.keyboard.press('Enter');
    await gone(question);
    await eventually(() => namesIn(page)).toEqual(['attic', 'lab']);
  });
});

describe('filters', () => {
  it('by environment, tag, owner and state narrow the list, tell how many, and stand in the address', async () => {
    const { page } = await ordered('Filters');
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('Production (1)');
    await eventually(() => namesIn(page)).toEqual(['till']);
    expect(parameters(page)).toEqual({ environment: 'production' });
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('All environments');
    const tags = page.getByRole('combobox', { name: 'Add a tag to filter by' });
    await tags.selectOption('team:shop (2)');
    await eventually(() => namesIn(page)).toEqual(['lab', 'till']);
    await tags.selectOption('eu (1)');
    await eventually(() => namesIn(page)).toEqual(['till']);
    expect(parameters(page)).toEqual({ tag: 'team:shop,eu' });
    await page.reload();
    await eventually(() => namesIn(page)).toEqual(['till']);
    await page.getByRole('button', { name: 'Do not filter by the tag eu' }).click();
    await eventually(() => namesIn(page)).toEqual(['lab', 'till']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('combobox', { name: 'Owner' }).selectOption('Nobody (3)');
    await eventually(() => parameters(page)).toEqual({ ownerId: 'none' });
    await page.getByRole('button', { name: 'Sealed' }).click();
    await seen(page.getByText('No connections match'));
    expect(parameters(page)).toEqual({ ownerId: 'none', credentialState: 'sealed' });
    await expectNoViolation(page, 'filters');
    await page.goBack();
    await eventually(() => namesIn(page)).toHaveLength(3);
  });

  it('sort by status, environment and host', async () => {
    const { page } = await ordered('Sorting');
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.getByRole('columnheader', { name: 'Environment' }).getByRole('button').click();
    await eventually(() => namesIn(page)).toEqual(['till', 'lab', 'attic']);
    await page.getByRole('button', { name: 'Test attic' }).click();
    await seen(rowOf(page, 'attic').getByText('Connected', { exact: true }));
    await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
    await eventually(() => namesIn(page)).toEqual(['lab', 'till', 'attic']);
    expect(parameters(page)).toEqual({ sortBy: 'status', sortOrder: 'asc' });
    await page.getByRole('columnheader', { name: 'Host / database' }).getByRole('button').click();
    await eventually(() => parameters(page)).toEqual({ sortBy: 'host', sortOrder: 'asc' });
  });
});

describe('groups', () => {
  it('by environment and by tag, with a connection under each of its tags', async () => {
    const { page } = await ordered('Groups', '?sortBy=name&sortOrder=asc');
    await page.getByRole('button', { name: 'Display' }).click();
    const display = page.getByRole('dialog', { name: 'Display' });
    await display.getByRole('button', { name: 'Environment' }).click();
    await page.keyboard.press('Escape');
    const headings = page.locator('th[scope=rowgroup]');
    await eventually(() => headings.allTextContents()).toEqual([
      'Production1 connection',
      'Development1 connection',
      'Other1 connection',
    ]);
    expect(parameters(page)).toMatchObject({ groupBy: 'environment' });
    await expectNoViolation(page, 'groups');
    await page.goto(`${page.url().split('?')[0]}?groupBy=tag&sortBy=name&sortOrder=asc`);
    await eventually(() => headings.allTextContents()).toEqual([
      'eu1 connection',
      'team:shop2 connections',
      'No tags1 connection',
    ]);
    await eventually(() => namesIn(page)).toEqual(['till', 'lab', 'till', 'attic']);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const row = await page.evaluate(() => document.activeElement?.querySelector('a')?.textContent);
    expect(row).toBe('till');
    expect(await page.locator('[data-connection][tabindex="0"]').count()).toBe(1);
  });

  it('turn pages of all that match', async () => {
    const tenant = await site().createTenant('Large');
    const user = await site().createUser([tenant], 'admin');
    await site().createManyConnections(tenant, 230);
    const { page } = await site().visit({ user, path: '/connections?groupBy=environment&pageSize=100&page=3' });
    await seen(page.getByText('201–230 of 230'));
    await eventually(() => namesIn(page)).toHaveLength(30);
    expect(await page.locator('th[scope=rowgroup]').allTextContents()).toEqual(['Other230 connections']);
  });
});

describe('the look of the list', () => {
  it('rows of 36 px and the chosen columns are kept for the person', async () => {
    const { page, user } = await ordered('Density');
    await page.getByRole('button', { name: 'Display' }).click();
    const display = page.getByRole('dialog', { name: 'Display' });
    await seen(display);
    await expectNoViolation(page, 'display');
    await display.getByRole('button', { name: 'Compact' }).click();
    for (const column of ['Tags', 'Owner', 'User']) await display.getByRole('checkbox', { name: column }).check();
    await display.getByRole('checkbox', { name: 'Last tested' }).uncheck();
    await page.keyboard.press('Escape');
    await gone(display);
    const heads = [
      '',
      'Name',
      'Type',
      'Environment',
      'Host / database',
      'User',
      'Tags',
      'Owner',
      'Status',
      'Health, 24 h',
      'Actions',
    ];
    await eventually(() => page.getByRole('columnheader').allTextContents()).toEqual(heads);
    await seen(rowOf(page, 'till').getByText('team:shop'));
    const heights = () =>
      page
        .locator('[data-connection]')
        .evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
    for (const height of await heights()) expect(height).toBeLessThanOrEqual(37);
    await expectNoViolation(page, 'compact rows');

    const other = await site().visit({ user, path: '/connections' });
    await eventually(() => other.page.getByRole('columnheader').allTextContents()).toEqual(heads);
    await other.page.getByRole('button', { name: 'Display' }).click();
    await other.page.getByRole('button', { name: 'Usual columns' }).click();
    await other.page.keyboard.press('Escape');
    await eventually(() => other.page.getByRole('columnheader').allTextContents()).not.toContain('Owner');
  });

  it('shows columns that the address names, for this once', async () => {
    const { page } = await ordered('Columns', '?columns=owner,tags');
    await eventually(() => page.getByRole('columnheader').allTextContents()).toEqual([
      '',
      'Name',
      'Tags',
      'Owner',
      'Actions',
    ]);
  });
});

describe('saved views', () => {
  it('are kept for oneself or shared, shown again, and deleted', async () => {
    const { page, tenant } = await ordered('Kept', '?environment=production&sortBy=status&sortOrder=asc');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    const save = page.getByRole('dialog', { name: 'Save as a view' });
    const title = save.getByRole('textbox', { name: 'Name' });
    await eventually(() => title.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Enter');
    await seen(save.getByText('A view needs a name'));
    await expectNoViolation(page, 'a view to save');
    await title.fill('Failing in production');
    await save.getByRole('switch', { name: 'Shared with everybody in this tenant' }).check();
    await page.keyboard.press('Control+Enter');
    await gone(save);
    await seen(page.getByRole('button', { name: 'Views: Failing in production' }));

    const reader = await site().createUser([tenant], ['connections:read'], ['Rui', 'Costa']);
    const other = await site().visit({ user: reader, path: '/connections' });
    await eventually(() => namesIn(other.page)).toHaveLength(3);
    await other.page.getByRole('button', { name: 'Views' }).click();
    await other.page.getByRole('menuitem', { name: /^Failing in production/ }).click();
    await eventually(() => namesIn(other.page)).toEqual(['till']);
    expect(parameters(other.page)).toEqual({ environment: 'production', sortBy: 'status', sortOrder: 'asc' });
    await other.page.getByRole('button', { name: /^Views/ }).click();
    await other.page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    const mine = other.page.getByRole('dialog', { name: 'Save as a view' });
    expect(await mine.getByRole('switch', { name: /^Shared/ }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: /^Views/ }).click();
    await page.getByRole('menuitem', { name: 'Manage views…' }).click();
    const manage = page.getByRole('dialog', { name: 'Views' });
    await seen(manage);
    await expectNoViolation(page, 'views');
    const name = manage.getByRole('textbox', { name: 'Name of the view Failing in production' });
    await name.fill('Broken');
    await page.keyboard.press('Tab');
    await seen(page.getByText('View renamed.'));
    await manage.getByRole('button', { name: 'Stop sharing Broken' }).click();
    await seen(manage.getByText('Yours'));
    await manage.getByRole('button', { name: 'Delete the view Broken' }).click();
    await seen(manage.getByText('There are no views any more.'));
  });
});

describe('on a phone', () => {
  it('filters open on demand, nothing scrolls sideways', async () => {
    const { page } = await ordered('Phone');
    await page.setViewportSize({ width: 320, height: 700 });
    await seen(page.getByRole('button', { name: 'Filters', exact: true }));
    expect(await page.getByRole('combobox', { name: 'Environment' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByRole('combobox', { name: 'Environment' }).selectOption('Production (1)');
    await eventually(() => page.getByRole('grid').getByRole('link').allTextContents()).toEqual(['till']);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'filters on a phone');
    await page.getByRole('button', { name: 'Display' }).click();
    await seen(page.getByRole('dialog', { name: 'Display' }));
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'display on a phone');
  });
});
