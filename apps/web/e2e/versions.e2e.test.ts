import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { chooseAction, gone, seen } from './support/page-parts.ts';
import { OPERATOR, type Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const STALE = /status of 412/;

const operatorPatches = (tenant: Tenant, path: string, body: object) => site().rest('PATCH', path, { tenant, body });

async function editing(name: string) {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const id = await site().createConnection(tenant, { name: 'Orders', host: 'old.example', description: 'before' });
  const visit = await site().visit({ user, path: '/connections' });
  await seen(visit.page.getByRole('link', { name: 'Orders', exact: true }));
  await chooseAction(visit.page, 'Orders', 'Edit');
  const dialog = visit.page.getByRole('dialog', { name: 'Edit connection' });
  await seen(dialog.getByRole('textbox', { name: 'Host' }));
  const stored = async () => {
    const answer = await site().rest<{ data: Record<string, unknown> }>('GET', `/api/connections/${id}`, { tenant });
    return answer.data;
  };
  return { tenant, path: `/api/connections/${id}`, ...visit, dialog, stored };
}

describe('a connection that somebody else changes while its dialog is open', () => {
  it('keeps their host, and has one choose where both have typed', async () => {
    const { tenant, path, page, dialog, stored, expectFault } = await editing('Stale');
    expectFault(STALE);
    await operatorPatches(tenant, path, { host: 'theirs.example', description: 'theirs' });
    await dialog.getByRole('textbox', { name: 'Description' }).fill('mine');
    await dialog.getByLabel('Password', { exact: true }).fill('Losung-fuer-alt');
    site().secrets.add('Losung-fuer-alt');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    const panel = dialog.getByRole('region', { name: new RegExp(`changed meanwhile by ${OPERATOR}`) });
    await seen(panel);
    await eventually(() => panel.evaluate((section) => section === document.activeElement)).toBe(true);
    expect(await stored()).toMatchObject({ host: 'theirs.example', description: 'theirs', credentialState: 'sealed' });
    const choice = (field: string, name: RegExp) =>
      panel.getByRole('group', { name: new RegExp(`^${field} · Changed by ${OPERATOR}`) }).getByRole('radio', { name });
    expect(await choice('Host', /Take theirs: theirs.example/).isChecked()).toBe(true);
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('theirs.example');
    expect(await choice('Description', /Keep mine: mine/).isChecked()).toBe(true);
    await expectNoViolation(page, 'dialog with a conflict');
    await choice('Description', /Take theirs/).check();
    expect(await dialog.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('theirs');
    await choice('Description', /Keep mine/).check();
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    expect(await stored()).toMatchObject({ host: 'theirs.example', description: 'mine', credentialState: 'ready' });
  });

  it('keeps a credential that somebody else has entered, where one chooses it', async () => {
    const { tenant, path, page, dialog, stored, expectFault } = await editing('Credential');
    expectFault(STALE);
    const [theirs, mine] = ['Losung-von-drueben', 'Losung-von-hier'];
    site().secrets.add(theirs).add(mine);
    await operatorPatches(tenant, path, { host: 'theirs.example', password: theirs });
    await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('Bills');
    await dialog.getByLabel('Password', { exact: true }).fill(mine);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    const group = dialog.getByRole('group', { name: /^Credential · Changed by operator@portolan\.local at / });
    await seen(group);
    expect(await group.getByRole('radio', { name: 'Keep mine: what is typed here' }).isChecked()).toBe(true);
    await group.getByRole('radio', { name: 'Take theirs' }).check();
    expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await expectNoViolation(page, 'dialog with two credentials');
    const sent = page.waitForRequest(/connections\.update/);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    expect(Object.keys((await sent).postDataJSON()).sort()).toEqual(['expectedUpdatedAt', 'id', 'name']);
    await gone(dialog);
    expect(await stored()).toMatchObject({ name: 'Bills', host: 'theirs.example', credentialState: 'ready' });
  });

  it('is saved at once where what they changed is what was typed, too; only what was changed is sent', async () => {
    const { tenant, path, page, dialog, stored, expectFault } = await editing('Alike');
    expectFault(STALE);
    await operatorPatches(tenant, path, { description: 'same' });
    await dialog.getByRole('textbox', { name: 'Description' }).fill('same');
    await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('Bills');
    const sent = page.waitForRequest(/connections\.update/);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    const input = (await sent).postDataJSON();
    expect(Object.keys(input).sort()).toEqual(['description', 'expectedUpdatedAt', 'id', 'name']);
    await gone(dialog);
    expect(await stored()).toMatchObject({ name: 'Bills', description: 'same', host: 'old.example' });
  });
});

describe('a role', () => {
  it('does not get back a permission that was withdrawn while its dialog was open', async () => {
    const tenant = await site().createTenant('Withdrawn');
    const user = await site().createUser([tenant], 'admin');
    const body = { name: 'Keeper', permission_ids: ['user:read', 'role:read', 'audit:read'] };
    const { id } = await site().rest<{ id: string }>('POST', '/api/v1/roles', { tenant, body });
    const { page, expectFault } = await site().visit({ user, path: '/roles' });
    expectFault(STALE);
    await chooseAction(page, 'Keeper', 'Edit');
    const dialog = page.getByRole('dialog', { name: 'Edit role' });
    await seen(dialog.getByRole('textbox', { name: 'Description' }));
    await operatorPatches(tenant, `/api/v1/roles/${id}`, { permission_ids: ['user:read', 'role:read'] });
    await dialog.getByRole('textbox', { name: 'Description' }).fill('keeps the log');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    const panel = dialog.getByRole('region', { name: new RegExp(`changed meanwhile by ${OPERATOR}`) });
    await seen(panel);
    expect(await panel.getByRole('radio', { name: 'Take theirs: not given' }).isChecked()).toBe(true);
    await expectNoViolation(page, 'role with a conflict');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    const role = await site().rest<{ description: string; permissions: { id: string }[] }>(
      ...(['GET', `/api/v1/roles/${id}`, { tenant }] as const),
    );
    expect(role.description).toBe('keeps the log');
    expect(role.permissions.map((permission) => permission.id).sort()).toEqual(['role:read', 'user:read']);
  });

  it('keeps who was given it while the dialog of its users was open', async () => {
    const tenant = await site().createTenant('Added');
    const user = await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    await site().createUser([tenant], ['user:read'], ['Mats', 'Matrose']);
    await site().createUser([tenant], ['user:read'], ['Tom', 'Topp']);
    const people = await site().rest<{ items: { id: string; last_name: string }[] }>('GET', '/api/v1/users', {
      tenant,
    });
    const idOf = (name: string) => people.items.find(({ last_name }) => last_name === name)?.id ?? '';
    const body = { name: 'Watch', permission_ids: ['user:read'] };
    const { id } = await site().rest<{ id: string }>('POST', '/api/v1/roles', { tenant, body });
    const { page } = await site().visit({ user, path: '/roles' });
    await page.getByRole('button', { name: 'Manage users of Watch' }).click();
    const dialog = page.getByRole('dialog', { name: 'Users of Watch' });
    await dialog.getByRole('checkbox', { name: 'Mats Matrose' }).check();
    await operatorPatches(tenant, `/api/v1/roles/${id}/users`, { add: [idOf('Topp')] });
    const sent = page.waitForRequest(/roles\.changeUsers/);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    expect((await sent).postDataJSON()).toEqual({ id, add: [idOf('Matrose')], remove: [] });
    await gone(dialog);
    const users = await site().rest<{ user_ids: string[] }>('GET', `/api/v1/roles/${id}/users`, { tenant });
    expect(users.user_ids.sort()).toEqual([idOf('Matrose'), idOf('Topp')].sort());
  });
});
