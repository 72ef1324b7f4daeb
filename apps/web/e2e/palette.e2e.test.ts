import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { charted, parameters } from './support/charted.ts';
import { gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function ask(page: Page, words: string) {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill(words);
  const group = (name: string) => palette.getByRole('group', { name });
  return {
    palette,
    option: (group_: string, name: string | RegExp) => group(group_).getByRole('option', { name }),
    group,
  };
}

it('finds tables, columns, people, roles and tenants, and leads to them', async () => {
  const { tenant, user, id } = await charted(site(), 'Atlas', { refreshed: true });
  const other = await site().createTenant('Orderly');
  await site().database.query(
    'insert into memberships (tenant_id, user_id) select $1, id from users where email = $2',
    [other.id, user],
  );
  await site().createUser([tenant], 'admin', ['Orda', 'Khan']);
  const { page } = await site().visit({ user, path: `/t/${tenant.slug}/connections` });
  await seen(rowOf(page, 'shop'));
  const all = await ask(page, 'ord');
  await seen(all.option('Tables and columns', /^shop\.orders ?shop$/));
  await seen(all.option('Tables and columns', /\.order_id/));
  await seen(all.option('People', /Orda Khan/));
  await seen(all.option('Tenants', /Orderly/));
  await expectNoViolation(page, 'palette with findings');
  await all.option('Tables and columns', /^shop\.orders ?shop$/).click();
  await seen(page.getByRole('heading', { name: 'shop.orders' }));
  expect(pageOf(page)).toBe(`/connections/${id}`);
  expect(parameters(page)).toMatchObject({ schema: 'shop', table: 'orders' });

  const role = await ask(page, 'tenant admin');
  await role.option('Roles', /Tenant Admin/).click();
  const shown = page.getByRole('dialog', { name: 'Tenant Admin' });
  await seen(shown.getByText('connections:read').or(shown.getByText('Read connections')));
  await shown.getByRole('button', { name: 'Close' }).last().click();
  await seen(page.getByRole('heading', { name: 'Roles', level: 1 }));
  expect(parameters(page)).toEqual({});
  const switched = await ask(page, 'orderly');
  await switched.option('Tenants', /Orderly/).click();
  await seen(page.getByRole('button', { name: 'Tenant: Orderly' }));
  // What was used in the one tenant is no business of the other.
  const fresh = await ask(page, '');
  await seen(fresh.group('Pages'));
  expect(await fresh.group('Recent').count()).toBe(0);
});

it('acts on what is open and on what is named, and has what was used last first', async () => {
  const { user, id } = await charted(site(), 'Acts', { refreshed: true });
  const { page } = await site().visit({ user, path: '/connections' });
  await seen(rowOf(page, 'shop'));
  const named = await ask(page, 'test shop');
  await named.option('Connections', /^Test shop/).click();
  await gone(named.palette);
  await seen(page.getByRole('region', { name: 'Notifications' }).getByText(/^Connection successful/));
  await seen(rowOf(page, 'shop').getByText('Connected'));
  const diagram = await ask(page, 'diagram of shop');
  await diagram.option('Connections', /^Diagram of shop/).click();
  await eventually(() => pageOf(page)).toBe(`/connections/${id}/diagram`);
  const here = await ask(page, '');
  await seen(here.option('Here', /^Types of shop/));
  expect(await here.palette.getByRole('option').first().textContent()).toContain('Diagram of shop');
  await here.option('Here', /^Edit shop/).click();
  await seen(page.getByRole('dialog', { name: 'Edit connection' }));
  await page.keyboard.press('Escape');
  const invite = await ask(page, 'invite');
  await invite.option('Actions', /^Invite somebody/).click();
  const dialog = page.getByRole('dialog', { name: /^Invite to/ });
  await seen(dialog);
  await page.keyboard.press('Escape');
  const stranger = await ask(page, 'invite nobody.yet@example.com');
  await stranger.option('Actions', /^Invite nobody\.yet@example\.com/).click();
  await eventually(() => dialog.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('nobody.yet@example.com');
});

it('offers nothing that its user may not see', async () => {
  const { tenant } = await charted(site(), 'Narrow', { refreshed: true });
  const user = await site().createUser([tenant], ['connections:read']);
  const { page, requests } = await site().visit({ user, path: '/connections' });
  await seen(rowOf(page, 'shop'));
  const { palette, option, group } = await ask(page, 'shop');
  await seen(option('Connections', /^shop/));
  for (const name of ['Tables and columns', 'People', 'Roles', 'Search']) expect(await group(name).count()).toBe(0);
  await palette.getByRole('combobox').fill('test shop');
  await seen(option('Connections', /^shop/));
  expect(await palette.getByRole('option', { name: /^(Test|Edit|Diagram)/ }).count()).toBe(0);
  const asked = requests
    .map((request) => request.url())
    .filter((url) => /introspection\.find|users\.list|roles\.list/.test(url));
  expect(asked).toEqual([]);
});
