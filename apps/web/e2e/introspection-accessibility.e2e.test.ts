import { describe, expect, it } from 'vitest';
import { expectNoViolation, violationsOf } from './support/axe.ts';
import { charted } from './support/charted.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

/** A connection with two snapshots that differ. */
async function changed(name: string) {
  const found = await charted(site(), name, { refreshed: true });
  const column = `extra_${name.toLowerCase().replaceAll(' ', '_')}`;
  await site().database.query(`alter table shop.customers add column ${column} int not null default 1`);
  await found.refresh();
  await site().database.query(`alter table shop.customers drop column ${column}`);
  await found.refresh();
  return found;
}

describe('axe finds nothing, in light and in dark', () => {
  it('in the views of a schema', async () => {
    const { user, id } = await changed('Views');
    const { page } = await site().visit({ user, path: `/connections/${id}` });
    await page.getByRole('searchbox', { name: 'Filter tables' }).fill('order');
    await page.getByRole('treeitem', { name: 'orders', exact: true }).locator('[data-chevron]').click();
    await seen(page.getByRole('treeitem', { name: /^Foreign key customer_id/ }));
    await page.getByRole('treeitem', { name: 'orders', exact: true }).click();
    await seen(page.getByRole('table', { name: 'Columns' }));
    await expectNoViolation(page, 'explorer');

    await page.getByRole('link', { name: 'Snapshots' }).click();
    await seen(page.getByRole('row', { name: /First/ }));
    await expectNoViolation(page, 'snapshots');
    await page
      .getByRole('button', { name: /^What changed/ })
      .first()
      .click();
    await seen(page.getByText('1 breaking'));
    await expectNoViolation(page, 'comparison');

    await page.getByRole('link', { name: 'Types' }).click();
    await seen(page.getByRole('region', { name: 'Source text' }).locator('.hljs-keyword'));
    await expectNoViolation(page, 'types');
  });

  it('in the diagram, its list, the search and a refresh that runs', async () => {
    const { user, id } = await charted(site(), 'Diagram', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram` });
    await seen(page.locator('[data-table="shop.orders"]'));
    await page.getByRole('searchbox', { name: 'Find a table' }).fill('orders');
    await expectNoViolation(page, 'diagram');
    await page.getByRole('button', { name: 'List' }).click();
    await seen(page.getByRole('table', { name: 'Relations' }));
    await expectNoViolation(page, 'relations');

    const held = Promise.withResolvers<void>();
    await page.route('**/trpc/introspection.refresh', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByRole('progressbar'));
    // The spinner never rests, which the other check would wait for.
    expect(await violationsOf(page, 'refreshing')).toEqual([]);
    held.resolve();
    await seen(page.getByText('Nothing has changed'));

    await page.goto('/search?q=order');
    await seen(page.getByRole('row', { name: /order_lines/ }));
    await expectNoViolation(page, 'search');
  });
});

describe('a narrow window', () => {
  it.each([320, 768])('of %i px never scrolls sideways, and its targets are large enough', async (width) => {
    const { user, id } = await changed(`Narrow ${width}`);
    const { page } = await site().visit({ user, context: { viewport: { width, height: 700 } } });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main a, main button, main select, main input')]
          .filter((element) => !element.closest('[aria-hidden=true]'))
          .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
          .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
          .map(({ html }) => html),
      );
    const check = async (path: string) => expect([path, await overflow(), await small()]).toEqual([path, 0, []]);
    for (const [path, sign] of [
      [`/connections/${id}`, page.getByRole('treeitem', { name: 'orders', exact: true })],
      [`/connections/${id}?schema=shop&table=orders`, page.getByRole('table', { name: 'Columns' })],
      [`/connections/${id}/diagram`, page.locator('[data-table="shop.orders"]')],
      [`/connections/${id}/diagram?as=list`, page.getByRole('table', { name: 'Relations' })],
      [`/connections/${id}/types`, page.getByRole('region', { name: 'Source text' })],
      ['/search?q=order', page.getByText('order_id').first()],
      [`/connections/${id}/snapshots`, page.getByText('First', { exact: true })],
    ] as const) {
      await page.goto(path);
      await seen(sign);
      await check(path);
    }
    await page
      .getByRole('button', { name: /^What changed/ })
      .first()
      .click();
    await seen(page.getByText('1 breaking'));
    await eventually(overflow).toBe(0);
    await check('comparison');
  });
});
