import { expect, it } from 'vitest';
import { charted } from './support/charted.ts';
import { gone, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const TABLES = 10_000;

it('charts, scrolls, filters and reads ten thousand tables', async () => {
  const { query } = site().database;
  const reader = site().target.username;
  await query(`create schema ocean; grant usage on schema ocean to ${reader};
    alter default privileges in schema ocean grant select on tables to ${reader}`);
  // In batches: one transaction would hold a lock for each table.
  await query(`do $$ begin for i in 1..${TABLES} loop
    execute format('create table ocean.drop_%s (id int)', to_char(i, 'FM00000'));
    if i % 500 = 0 then commit; end if;
  end loop; end $$`);
  const { user, id } = await charted(site(), 'Large');
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const tree = page.getByRole('tree');
  const row = (name: string | RegExp) => tree.getByRole('treeitem', { name });
  await row(/^ocean 10,000$/)
    .locator('[data-chevron]')
    .click();
  await seen(row('drop_00001'));
  expect(await row(/./).count()).toBeLessThan(100);
  expect(await row('drop_00001').getAttribute('aria-setsize')).toBe(String(TABLES));

  const scroller = tree.locator('xpath=..');
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await gone(row('drop_00001'));
  await eventually(() => row(/^drop_0[45]\d\d\d$/).count()).toBeGreaterThan(5);
  expect(await row(/./).count()).toBeLessThan(100);

  await tree.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('drop_099');
  const active = () =>
    tree.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );
  await eventually(active).toBe('drop_09900');
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'ocean.drop_09900' }));

  await page.getByRole('searchbox', { name: 'Filter tables' }).fill('ocean.drop_0777');
  await seen(row('drop_07770'));
  expect(await row(/^drop_/).count()).toBe(10);
  await seen(row(/^ocean 10$/));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await eventually(active).toBe('drop_07770');

  // The reading of all of them is told step by step.
  await page.evaluate(() => {
    const bars: number[] = [];
    Object.assign(globalThis, { bars });
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar][aria-valuenow]');
      if (bar) bars.push(Number(bar.getAttribute('aria-valuenow')) / Number(bar.getAttribute('aria-valuemax')));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await seen(page.getByText('The first snapshot is taken'));
  const bars = await page.evaluate(() => (globalThis as unknown as { bars: number[] }).bars);
  expect(new Set(bars).size).toBeGreaterThan(1);
  expect(bars).toEqual(bars.toSorted((a, b) => a - b));
  expect(Math.max(...bars)).toBeLessThanOrEqual(1);

  // A link opens its place among all of them.
  await page.goto(`/connections/${id}?schema=ocean&table=drop_05000`);
  await seen(row('drop_05000'));
  expect(await row('drop_05000').getAttribute('aria-selected')).toBe('true');

  // The diagram is put around any of them, by a part of its name.
  await page.goto(`/connections/${id}/diagram?schema=ocean`);
  await seen(page.getByText('500 of 10,000 tables'));
  const around = page.getByRole('combobox', { name: 'Around a table' });
  await around.fill('drop_0');
  await seen(page.getByText('The first 50 of 9,999 tables. Type to narrow.'));
  expect(await page.getByRole('listbox', { name: 'Tables' }).getByRole('option').count()).toBe(50);
  await around.fill('drop_09876');
  await seen(page.getByRole('option', { name: 'drop_09876 ocean' }));
  await page.keyboard.press('Enter');
  await seen(page.locator('[data-table="ocean.drop_09876"]'));
  await seen(page.getByRole('application', { name: 'ocean.drop_09876: 1 table, 0 relations' }));
  await page.getByRole('combobox', { name: 'Distance' }).selectOption('5 keys away');
  expect(new URL(page.url()).searchParams.get('hops')).toBe('5');
});
