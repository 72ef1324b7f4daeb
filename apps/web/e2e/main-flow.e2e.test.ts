import { expect, it } from 'vitest';
import { everythingOn, fillAddress, firstSteps, gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();

it('leads from signing in over a new, tested connection to the columns of its tables', async () => {
  const tenant = await site().createTenant('Main flow');
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit();
  const { page } = visit;
  visit.expectFault(/status of 401/);
  await page.goto('/');

  await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
  await page.keyboard.press('Enter');
  await seen(firstSteps(page));
  expect(pageOf(page)).toBe('');

  await page.getByRole('button', { name: 'New connection' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New connection' });
  await fillAddress(dialog, site().target);
  await dialog.getByRole('button', { name: 'Test Connection' }).click();
  await seen(dialog.getByText(/Connection successful \(\d+ms\)/));
  const stages = dialog.getByRole('list', { name: 'Stages' }).getByRole('listitem');
  const texts = (await stages.allTextContents()).map((text) => text.replace(/\d+ ms$/, '').trim());
  for (const stage of ['Open connection', 'Sign in', 'Run a query']) expect(texts).toContain(stage);

  // An unsaved connection needs no name to be tested, a saved one does; an edit makes the answer old.
  await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('shop-prod');
  await gone(dialog.getByText('Connection successful'));
  await dialog.getByRole('button', { name: 'Create' }).click();
  await gone(dialog);
  await seen(page.getByText('shop-prod created'));
  const row = rowOf(page, 'shop-prod');
  await seen(row.getByText('Untested'));
  expect(await everythingOn(page)).not.toContain(site().target.password);

  await row.getByRole('button', { name: 'Test shop-prod' }).click();
  await seen(row.getByText('Connected'));
  await seen(row.getByText(/Connection successful \(\d+ms\)/));
  await seen(row.getByText('just now'));

  await page.getByRole('link', { name: 'shop-prod', exact: true }).click();
  await seen(page.getByRole('heading', { name: 'shop-prod', level: 1 }));
  const tree = page.getByRole('tree', { name: 'Schemas, tables and columns' });
  await seen(tree.getByRole('treeitem', { name: /^customers/ }));
  await tree.getByRole('treeitem', { name: /^orders/ }).click();
  const columns = page.getByRole('table', { name: 'Columns' });
  await seen(columns.getByRole('row', { name: /^Primary key id bigint not null identity, always/ }));
  await seen(columns.getByRole('row', { name: /customer_id integer not null shop\.customers\.id/ }));
  await seen(page.getByText('primary key (id)'));

  await columns.getByRole('link', { name: 'shop.customers.id' }).click();
  await seen(page.getByRole('heading', { name: 'shop.customers' }));
  await seen(columns.getByText('Where the receipts go'));
  await seen(page.getByText('customers_email_key'));
  expect(new URL(page.url()).searchParams.get('table')).toBe('customers');
  expect(await everythingOn(page)).not.toContain(site().target.password);
});

it('walks the tree with the keys of a tree, and finds tables by name', async () => {
  const tenant = await site().createTenant('Tree');
  const user = await site().createUser([tenant], 'admin');
  const id = await site().createConnection(tenant, { name: 'shop' });
  const { page } = await site().visit({ user, path: `/connections/${id}` });
  const tree = page.getByRole('tree');
  const active = () =>
    tree.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );
  await seen(tree.getByRole('treeitem', { name: /^customers/ }));
  await tree.focus();
  await page.keyboard.press('o');
  expect(await active()).toContain('order_lines');
  await page.keyboard.press('Home');
  expect(await active()).toContain('shop');
  await page.keyboard.press('ArrowLeft');
  await gone(tree.getByRole('treeitem', { name: /^customers/ }));
  await page.keyboard.press('ArrowRight');
  await seen(tree.getByRole('treeitem', { name: /^customers/ }));
  await page.keyboard.press('ArrowRight');
  expect(await active()).toContain('customers');
  await page.keyboard.press('ArrowRight');
  await seen(tree.getByRole('treeitem', { name: /email.*text · not null/ }));
  await page.keyboard.press('ArrowRight');
  expect(await active()).toContain('id');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await gone(tree.getByRole('treeitem', { name: /email/ }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'shop.customers' }));

  const filter = page.getByRole('searchbox', { name: 'Filter tables' });
  await filter.fill('old');
  await seen(tree.getByRole('treeitem', { name: /^old_orders/ }));
  await gone(tree.getByRole('treeitem', { name: /^customers/ }));
  await filter.fill('no such table');
  await seen(page.getByText('No table matches.'));
  await filter.fill('spend');
  await seen(tree.getByRole('treeitem', { name: /^View spending/ }));
});

it('tells what is wrong with a database that cannot be charted, and where', async () => {
  const tenant = await site().createTenant('Uncharted');
  const user = await site().createUser([tenant], 'admin');
  const id = await site().createConnection(tenant, { name: 'wrong', password: 'not-the-password' });
  const visit = await site().visit({ user, path: `/connections/${id}` });
  visit.expectFault(/status of 502/);
  const alert = visit.page.getByRole('alert').filter({ hasText: 'The database could not be charted' });
  await seen(alert.getByText(/password/i));
  await seen(alert.getByRole('listitem').filter({ hasText: 'Sign in' }).getByRole('img', { name: 'Failed:' }));
  await seen(alert.getByRole('button', { name: 'Try again' }));
});

it('answers an address that leads nowhere with a page that says so', async () => {
  const tenant = await site().createTenant('Nowhere');
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ user, path: '/nowhere' });
  await seen(visit.page.getByRole('heading', { level: 1 }));
  visit.expectFault(/status of 404/);
  await visit.page.goto('/connections/00000000-0000-4000-8000-000000000000');
  await seen(visit.page.getByRole('heading', { name: /not found/i }).or(visit.page.getByText(/not found|no page/i)));
});
