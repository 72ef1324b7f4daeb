import { expect, it } from 'vitest';
import { everythingOn, gone, rowWith, seen, switchTenant, takeAlong } from './support/page-parts.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

it('an operator creates, deletes and restores a tenant, and invites its admin', async () => {
  await site().createTenant('Home waters');
  const visit = await site().visit({ user: OPERATOR, path: '/tenants' });
  visit.expectFault(/status of 40[039]/);
  const { page } = visit;
  await seen(rowWith(page, 'Home waters').getByText('Active'));
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog', { name: 'New tenant' });
  const slug = `baltic-${Date.now()}`;
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Baltic Lines');
  expect(await dialog.getByRole('textbox', { name: 'Short name' }).inputValue()).toBe('baltic-lines');
  await dialog.getByRole('textbox', { name: 'Short name' }).fill(slug);
  await dialog.getByRole('textbox', { name: 'E-mail of its admin' }).fill('captain@example.com');

  // The answer comes late: meanwhile the list tells how far it is.
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/tenants\.create/, async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  await seen(dialog.getByText('Provisioning: its database is being made…'));
  await eventually(() => page.locator('tbody tr').filter({ hasText: slug }).count()).toBe(1);
  answer();
  const ready = page.getByRole('dialog', { name: 'Invitation ready' });
  const link = await ready.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await takeAlong(ready, 'Copy link');
  await page.unroute(/tenants\.create/);
  const captain = await site().visit({ path: link });
  await seen(captain.page.getByRole('heading', { name: 'Join Baltic Lines' }));

  await page.getByRole('button', { name: 'New tenant' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Baltic Lines');
  await dialog.getByRole('textbox', { name: 'Short name' }).fill(slug);
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  await seen(dialog.getByText(`Tenant with slug '${slug}' already exists`));
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await gone(dialog);

  const row = rowWith(page, slug);
  await row.getByRole('button', { name: 'Delete Baltic Lines' }).click();
  const ask = page.getByRole('dialog', { name: 'Delete Baltic Lines?' });
  await ask.getByRole('textbox').fill('baltic');
  await ask.getByRole('button', { name: 'Delete tenant' }).click();
  await seen(ask.getByText(`Type ${slug} to confirm`));
  await ask.getByRole('textbox').fill(slug);
  await ask.getByRole('button', { name: 'Delete tenant' }).click();
  await gone(ask);
  await seen(row.getByText('Deleted'));
  await row.getByRole('button', { name: 'Restore Baltic Lines' }).click();
  await seen(row.getByText('Active'));
});

it('shows tenants that are being made, and why one failed, as they are', async () => {
  const moving = await site().createTenant('Moving');
  const broken = await site().createTenant('Broken');
  const set = (id: string, status: string) =>
    site().database.query('update tenants set status = $2 where id = $1', [id, status]);
  await set(moving.id, 'provisioning');
  await set(broken.id, 'failed');
  const { page } = await site().visit({ user: OPERATOR, path: '/tenants' });
  await seen(rowWith(page, moving.slug).getByText('Provisioning…'));
  await seen(rowWith(page, broken.slug).getByText('Failed'));
  await set(moving.id, 'active');
  await seen(rowWith(page, moving.slug).getByText('Active'));
  await set(broken.id, 'active');
});

it('nobody else finds the tenants of the installation', async () => {
  const tenant = await site().createTenant('No operator');
  const user = await site().createUser([tenant], 'admin');
  const { page, requests } = await site().visit({ user, path: '/tenants' });
  await seen(page.getByText('For operators only'));
  expect(await page.getByRole('link', { name: 'Tenants' }).count()).toBe(0);
  expect(requests.filter((request) => request.url().includes('tenants.list'))).toEqual([]);
});

it('a switch of the tenant leaves nothing of the old one on any page', async () => {
  const [first, second] = [await site().createTenant('Kraken'), await site().createTenant('Medusa')];
  const user = await site().createUser([first, second], 'admin', ['Ada', 'Admiral']);
  await site().createUser([first], ['user:read'], ['Kraken', 'Keeper']);
  const as = (path: string, body: unknown) => site().rest<{ id: string }>('POST', path, { tenant: first, body });
  const role = await as('/api/v1/roles', {
    name: 'Kraken watch',
    description: 'Looks after the kraken',
    permission_ids: ['user:read'],
  });
  await as('/api/v1/invitations', { email: 'kraken@example.com', role_id: role.id });
  await as('/api/v1/api-keys', { name: 'Kraken key', permission_ids: ['user:read'] });

  const visit = await site().visit({ user, path: '/connections' });
  const { page } = visit;
  for (const [path, label, sign, empty] of [
    ['/users', 'Users', 'Kraken Keeper', 'Ada Admiral'],
    ['/roles', 'Roles', 'Kraken watch', 'Everything in this tenant'],
    ['/invitations', 'Invitations', 'kraken@example.com', 'No invitations yet'],
    ['/api-keys', 'API keys', 'Kraken key', 'No API keys yet'],
    ['/audit', 'Audit log', 'Kraken watch', 'tenants:create'],
  ] as const) {
    const current = page.getByRole('button', { name: /^Tenant:/ });
    await seen(current);
    if (!(await current.textContent())?.includes('Kraken')) await switchTenant(page, 'Kraken');
    await seen(page.getByRole('button', { name: 'Tenant: Kraken' }));
    await page.getByRole('link', { name: label }).click();
    await seen(page.getByText(sign));
    const before = visit.requests.length;
    await switchTenant(page, 'Medusa');
    await seen(page.getByRole('button', { name: 'Tenant: Medusa' }));
    await page.getByRole('link', { name: label }).click();
    await seen(page.getByText(empty));
    expect(new URL(page.url()).pathname).toBe(`/t/${second.slug}${path}`);
    expect((await everythingOn(page)).toLowerCase()).not.toContain('kraken');
    const tenants = visit.requests
      .slice(before)
      .filter((request) => request.url().includes('/trpc/'))
      .map((request) => request.headers()['x-tenant-id']);
    expect(new Set(tenants)).toEqual(new Set([second.slug]));
  }
});
