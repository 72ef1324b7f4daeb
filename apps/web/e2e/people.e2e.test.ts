import type { Permission } from '@portolan/contract';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gone, rowWith, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

/** What a page that was tampered with could send. */
function forge(page: Page, tenant: { slug: string }, procedure: string, input: unknown): Promise<number> {
  return page.evaluate(
    async ([slug, path, body]) => {
      const headers = { 'content-type': 'application/json', 'x-tenant-id': String(slug) };
      const answer = await fetch(`/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      // A body that nobody reads never ends.
      await answer.text();
      return answer.status;
    },
    [tenant.slug, procedure, input] as const,
  );
}

async function chooseFor(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

describe('users', () => {
  it('are found by name, deactivated at once, activated again and removed', async () => {
    const tenant = await site().createTenant('Crew');
    const admin = await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    const member = await site().createUser([tenant], ['connections:read'], ['Mats', 'Matrose']);
    const crew = await site().visit({ user: member, path: '/connections' });
    crew.expectFault(/status of 401/);
    await seen(crew.page.getByText('No connections yet'));

    const { page } = await site().visit({ user: admin, path: '/users' });
    await seen(rowWith(page, 'Ada Admiral').getByText('(you)'));
    await page.getByRole('searchbox').fill('matr');
    await eventually(() => new URL(page.url()).search).toBe('?search=matr');
    await gone(rowWith(page, 'Ada Admiral'));
    await page.reload();
    expect(await page.getByRole('searchbox').inputValue()).toBe('matr');
    await chooseFor(page, 'Mats Matrose', 'Deactivate…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await seen(rowWith(page, 'Mats Matrose').getByText('Deactivated'));
    await crew.page.reload();
    await seen(crew.page.getByRole('heading', { name: 'Sign in to Portolan' }));

    await chooseFor(page, 'Mats Matrose', 'Activate');
    await seen(rowWith(page, 'Mats Matrose').getByText('Active', { exact: true }));
    await chooseFor(page, 'Mats Matrose', 'Remove…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove user' }).click();
    await seen(page.getByText('No users match'));
    await page.getByRole('button', { name: 'Clear search' }).click();
    await page.getByRole('button', { name: 'Actions for Ada Admiral' }).click();
    await seen(page.getByText('You cannot deactivate or remove yourself', { exact: false }));
  });

  it('get their roles one by one', async () => {
    const tenant = await site().createTenant('Ranks');
    const admin = await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    await site().createUser([tenant], ['user:read'], ['Mats', 'Matrose']);
    const { page } = await site().visit({ user: admin, path: '/users' });
    await chooseFor(page, 'Mats Matrose', 'Change roles…');
    const dialog = page.getByRole('dialog', { name: 'Roles of Mats Matrose' });
    await dialog.getByRole('checkbox', { name: 'Contributor' }).check();
    await dialog.getByRole('checkbox', { name: /^Role / }).uncheck();
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    await eventually(() => rowWith(page, 'Mats Matrose').getByRole('listitem').allTextContents()).toEqual([
      'Contributor',
    ]);
  });

  it('offers what one may not do with the reason, and the people who can help', async () => {
    const tenant = await site().createTenant('Reasons');
    await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    const reader = await site().createUser([tenant], ['user:read'], ['Rita', 'Reader']);
    const { page } = await site().visit({ user: reader, path: '/users' });
    await chooseFor(page, 'Ada Admiral', 'Remove…');
    const why = page.getByRole('dialog', { name: 'You may not do this' });
    await seen(why.getByText('Remove users', { exact: false }));
    await seen(why.getByText('Tenant Admin'));
    await seen(why.getByText('Ada Admiral'));
    await page.keyboard.press('Escape');
    await gone(why);
    // What is disabled still takes the focus, and explains itself.
    await page.getByRole('button', { name: 'Invite' }).focus();
    await page.keyboard.press('Enter');
    await seen(why.getByText('Send and resend invitations', { exact: false }));
    await page.goto('/roles');
    await seen(page.getByText('You cannot see the roles of this tenant'));
    await seen(page.getByText('Ada Admiral'));
  });
});

describe('roles', () => {
  it('are made, read in the matrix, changed and deleted', async () => {
    const tenant = await site().createTenant('Roles');
    const admin = await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    const visit = await site().visit({ user: admin, path: '/roles' });
    visit.expectFault(/status of 409/);
    const { page } = visit;
    await page.getByRole('button', { name: 'New role' }).click();
    const dialog = page.getByRole('dialog', { name: 'New role' });
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await seen(dialog.getByText('Role name is required'));
    await seen(dialog.getByText('Choose at least one permission'));
    const name = dialog.getByRole('textbox', { name: 'Role name' });
    await name.fill('contributor');
    await dialog.getByText('Read the audit log').click();
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await seen(dialog.getByText(/This tenant has a role named/));
    await name.fill('Night watch');
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await gone(dialog);
    await seen(rowWith(page, 'Night watch').first());

    const matrix = page.getByRole('table', { name: 'Permission matrix' });
    const column = (await matrix.getByRole('columnheader').allTextContents()).indexOf('Night watch');
    const held = (permission: string) =>
      matrix
        .getByRole('row', { name: permission })
        .getByRole('cell')
        .nth(column - 1)
        .getByRole('img', { name: 'yes' });
    expect(await held('Read the audit log').count()).toBe(1);
    expect(await held('Create roles').count()).toBe(0);

    const act = async (action: string) => {
      await page.getByRole('button', { name: 'More actions for Night watch' }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await act('Edit…');
    const edit = page.getByRole('dialog', { name: 'Edit role' });
    await edit.getByText('Create roles').click();
    await edit.getByRole('button', { name: 'Save Changes' }).click();
    await gone(edit);
    await eventually(() => held('Create roles').count()).toBe(1);

    await page.getByRole('button', { name: 'Manage users of Night watch' }).click();
    const users = page.getByRole('dialog', { name: 'Users of Night watch' });
    await users.getByRole('checkbox', { name: /Ada Admiral/ }).check();
    await users.getByRole('button', { name: 'Save Changes' }).click();
    await gone(users);
    await act('Delete…');
    const ask = page.getByRole('alertdialog');
    await ask.getByRole('button', { name: 'Delete role' }).click();
    await seen(ask.getByText("'Night watch' is assigned to 1 user; take it away first"));
    await ask.getByRole('button', { name: 'Cancel' }).click();
    await gone(ask);
  });

  it('leave a tenant at least one admin', async () => {
    const tenant = await site().createTenant('Last admin');
    const admin = await site().createUser([tenant], 'admin', ['Ada', 'Admiral']);
    const visit = await site().visit({ user: admin, path: '/roles' });
    visit.expectFault(/status of 409/);
    const { page } = visit;
    await page.getByRole('button', { name: 'Manage users of Tenant Admin' }).click();
    const dialog = page.getByRole('dialog', { name: 'Users of Tenant Admin' });
    const boxes = dialog.getByRole('checkbox');
    await seen(boxes);
    expect(await boxes.count()).toBe(2);
    for (const box of await boxes.all()) await box.uncheck();
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await seen(dialog.getByRole('alert').getByText(/keeps at least one active Tenant Admin/));
    await dialog.getByRole('searchbox').fill('admiral');
    await eventually(() => boxes.count()).toBe(1);
    await boxes.first().check();
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    await eventually(() => rowWith(page, 'Everything in this tenant').getByRole('cell').nth(1).textContent()).toBe('1');
  });

  it('never go beyond what their editor holds, on the page and behind its back', async () => {
    const tenant = await site().createTenant('Escalation');
    const own: Permission[] = ['role:read', 'role:create', 'role:update', 'role:assign_users', 'user:read'];
    const editor = await site().createUser([tenant], own, ['Edda', 'Editor']);
    const visit = await site().visit({ user: editor, path: '/roles' });
    visit.expectFault(/status of 403/);
    const { page } = visit;
    await page.getByRole('button', { name: 'New role' }).click();
    const dialog = page.getByRole('dialog', { name: 'New role' });
    const beyond = dialog.locator('input[value="audit:read"]');
    expect(await beyond.isDisabled()).toBe(true);
    await seen(dialog.getByText('You do not hold this yourself'));
    const offered = await dialog
      .locator('input[name=permissions]:not([disabled])')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    expect(offered.sort()).toEqual([...own].sort());
    // Taking the lock off the page opens nothing behind it.
    await beyond.evaluate((box) => box.removeAttribute('disabled'));
    await dialog.getByRole('textbox', { name: 'Role name' }).fill('Crown');
    await beyond.click();
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await seen(dialog.getByText(/You cannot grant what you do not hold yourself: audit:read/));
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await gone(dialog);

    const input = { name: 'Crown', description: null, permissionIds: ['audit:read'] };
    expect(await forge(page, tenant, 'roles.create', input)).toBe(403);
    const [role] = await site().database.query<{ id: string }>(
      "select id from roles where tenant_id = $1 and key = 'admin'",
      [tenant.id],
    );
    const [me] = await site().database.query<{ id: string }>('select id from users where email = $1', [editor]);
    expect(await forge(page, tenant, 'roles.setUsers', { id: role?.id, userIds: [me?.id] })).toBe(403);
    await page.getByRole('button', { name: 'Manage users of Tenant Admin' }).click();
    const users = page.getByRole('dialog', { name: 'Users of Tenant Admin' });
    await seen(users.getByText('You cannot change who holds this role', { exact: false }));
    await seen(users.getByRole('checkbox'));
    expect(await users.getByRole('checkbox').evaluateAll((all) => all.every((box) => box.matches(':disabled')))).toBe(
      true,
    );
    const crowned = await site().database.query("select 1 from roles where tenant_id = $1 and name = 'Crown'", [
      tenant.id,
    ]);
    expect(crowned).toEqual([]);
  });
});
