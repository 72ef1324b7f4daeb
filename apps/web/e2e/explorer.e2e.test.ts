import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { charted, schemaOf } from './support/charted.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

it('shows the whole at a glance while no table is chosen, and leads on from there', async () => {
  await using _ = await schemaOf(
    site(),
    'mole',
    `create table mole.ships (id int primary key, name text); comment on table mole.ships is 'Afloat';
     create table mole.calls (ship int references mole.ships, second int references mole.ships, third int references mole.ships,
       fourth int references mole.ships, fifth int references mole.ships, sixth int references mole.ships)`,
  );
  const { user, id, refresh } = await charted(site(), 'Overview');
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const overview = page.getByRole('region', { name: 'Overview' });
  await seen(overview.getByText('No snapshot yet'));
  await overview.getByRole('button', { name: 'Refresh now' }).click();
  const part = (name: string) => overview.getByRole('region', { name });
  await seen(part('Most referenced').getByText('6 foreign keys'));
  await seen(part('Without primary key').getByRole('link', { name: 'mole.calls' }));
  await seen(part('Without comment').getByText(/^And [\d,]+ more tables\.$/));
  await seen(overview.getByText('none seen'));
  await expectNoViolation(page, 'overview');

  await site().database.query('alter table mole.ships add column tons int');
  await refresh();
  await page.reload();
  await seen(overview.getByRole('link', { name: 'just now' }));
  await part('Most referenced').getByRole('link', { name: 'mole.ships' }).click();
  await seen(page.getByRole('heading', { name: 'mole.ships' }));
  const referenced = page.getByRole('list', { name: 'Referenced by' });
  await eventually(() => referenced.getByRole('listitem').count()).toBe(6);
  await referenced.getByRole('link', { name: 'mole.calls (fifth)' }).click();
  await seen(page.getByRole('heading', { name: 'mole.calls' }));
});

it('copies what makes a table and what reads it; folds the indexes away', async () => {
  await using _ = await schemaOf(site(), 'slip', `create table slip.boats (id int primary key, "odd ""name" text)`);
  const { user, id } = await charted(site(), 'Statements', { refreshed: true });
  const { page, context } = await site().visit({ user, path: `/connections/${id}?schema=slip&table=boats` });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async (name: string) => {
    await page.getByRole('button', { name }).click();
    await seen(page.getByRole('button', { name: 'Copied' }));
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await seen(page.getByRole('button', { name }));
    return text;
  };
  const create = await copied('Copy CREATE');
  expect(create).toContain('CREATE TABLE "slip"."boats" (\n  "id" integer NOT NULL,\n  "odd ""name" text,');
  const select = await copied('Copy SELECT');
  await using _made = await schemaOf(site(), 'made');
  await site().database.query(create.replaceAll('"slip"', '"made"'));
  expect(await site().database.query(select.replaceAll('"slip"', '"made"'))).toEqual([]);

  const indexes = page.getByRole('list', { name: 'Indexes' });
  expect(await indexes.isVisible()).toBe(false);
  await page.getByText('Indexes (1)').click();
  await seen(indexes.getByText('boats_pkey'));
  await expectNoViolation(page, 'a table with its statements');
});

it('keeps the system schemas closed and last', async () => {
  const { user, id } = await charted(site(), 'System', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const schemas = page.locator('[role=treeitem][aria-level="1"]');
  await seen(schemas);
  await page.getByRole('tree').press('End');
  await eventually(async () =>
    (await schemas.allTextContents()).slice(-2).map((text) => text.replace(/\W.*/, '')),
  ).toEqual(['information_schemasystem', 'pg_catalogsystem']);
  expect(await schemas.last().getAttribute('aria-expanded')).toBe('false');
});

it('says that a table is not in the snapshot, and reads anew', async () => {
  const { user, id } = await charted(site(), 'Missing', { refreshed: true });
  await using _ = await schemaOf(site(), 'later', 'create table later.arrivals (id int primary key)');
  const visit = await site().visit({ user });
  visit.expectFault(/404/);
  const { page } = visit;
  await page.goto(`/connections/${id}?schema=later&table=arrivals`);
  await seen(page.getByText('This table is not in the snapshot'));
  await expectNoViolation(page, 'a table that is not there');
  await page.getByRole('article').getByRole('button', { name: 'Refresh' }).click();
  await seen(page.getByRole('table', { name: 'Columns' }).getByText('integer'));
});

it('has a split that is dragged, moved by keys and remembered', async () => {
  const { user, id } = await charted(site(), 'Split', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const handle = page.getByRole('separator', { name: 'Width of the tree' });
  const width = async () => Math.round((await page.getByRole('tree').locator('xpath=../..').boundingBox())?.width ?? 0);
  await seen(handle);
  expect(await handle.getAttribute('aria-valuenow')).toBe('320');
  await handle.press('ArrowRight');
  await eventually(width).toBe(336);
  const box = await handle.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 100];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 120, y, { steps: 4 });
  await page.mouse.up();
  await eventually(width).toBe(456);
  await page.reload();
  await seen(handle);
  expect(await handle.getAttribute('aria-valuenow')).toBe('456');
  await handle.press('Home');
  await eventually(width).toBe(200);
});

it('has the overview below the tree on a phone', async () => {
  const { user, id } = await charted(site(), 'Narrow', { refreshed: true });
  const context = { viewport: { width: 320, height: 700 } };
  const { page } = await site().visit({ user, path: `/connections/${id}`, context });
  await page.getByRole('heading', { name: 'Overview' }).scrollIntoViewIfNeeded();
  await seen(page.getByRole('heading', { name: 'Overview' }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
