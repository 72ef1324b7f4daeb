import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { chooseAction, gone, seen } from './support/page-parts.ts';
import { OPERATOR, type Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();
const LONG = 'a-name-that-goes-on-and-on-without-a-single-place-to-break-it-anywhere';

/** A tenant with something on each page, long names among it. */
async function populated(name: string): Promise<{ tenant: Tenant; link: string }> {
  const tenant = await site().createTenant(name);
  await site().createUser([tenant], ['user:read'], [LONG, 'Almeida']);
  const as = <T>(path: string, body: unknown) => site().rest<T>('POST', path, { tenant, body });
  const role = await as<{ id: string }>('/api/v1/roles', {
    name: LONG,
    description: `${LONG} ${LONG}`,
    permission_ids: ['user:read', 'role:read'],
  });
  const body = { email: `${LONG}@example.com`, role_id: role.id };
  const { accept_url: link } = await as<{ accept_url: string }>('/api/v1/invitations', body);
  const permission_ids = ['user:read', 'role:read'];
  const key = await as<{ id: string }>('/api/v1/api-keys', { name: LONG, permission_ids });
  await as(`/api/v1/api-keys/${key.id}/rotate`, {});
  await as('/api/v1/service-accounts', { name: LONG, description: LONG, role_ids: [role.id] });
  return { tenant, link };
}

const PAGES: readonly [string, (page: Page) => Promise<void>][] = [
  ['/users', (page) => seen(page.getByText(LONG))],
  ['/roles', (page) => seen(page.getByText('Who may do what'))],
  ['/invitations', (page) => seen(page.getByText(`${LONG}@example.com`))],
  ['/api-keys', (page) => seen(page.getByText(LONG))],
  ['/service-accounts', (page) => seen(page.getByText(LONG))],
  ['/audit', (page) => seen(page.getByText('roles:create'))],
  ['/installation-log', (page) => seen(page.getByText('auth:login'))],
  ['/account', (page) => seen(page.getByText('This session'))],
  ['/tenants', (page) => seen(page.getByText('All tenants of this installation', { exact: false }))],
  ['/operators', (page) => seen(page.getByText('Who makes and ends', { exact: false }))],
];

describe('axe finds nothing, in light and in dark', () => {
  it('on the pages of people, keys, the log and the account', async () => {
    await populated('Identity');
    const { page } = await site().visit({ user: OPERATOR });
    for (const [path, ready] of PAGES) {
      await page.goto(path);
      await ready(page);
      await expectNoViolation(page, path);
    }
    await page.goto('/audit');
    await page
      .getByRole('button', { name: /^Details: .* created the role/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Verify' }).click();
    await seen(page.getByText(/The log is intact/));
    await expectNoViolation(page, 'event and verification');
  });

  it('in their dialogs', async () => {
    await populated('Dialogs');
    const { page } = await site().visit({ user: OPERATOR });
    const opened = async (where: string, dialog = page.locator('[role=dialog],[role=alertdialog]')) => {
      await seen(dialog);
      await expectNoViolation(page, where);
      await page.keyboard.press('Escape');
      await gone(dialog);
    };
    await page.goto('/roles');
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('button', { name: 'Create role' }).click();
    await seen(page.getByText('Role name is required'));
    await opened('role with errors');
    await page.getByRole('button', { name: `Manage users of ${LONG}` }).click();
    await seen(page.getByRole('checkbox'));
    await opened('users of a role');
    for (const action of ['View permissions', 'Delete…']) {
      await page.getByRole('button', { name: `More actions for ${LONG}` }).click();
      await page.getByRole('menuitem', { name: action }).click();
      await opened(action);
    }
    await page.goto('/users');
    await page.getByRole('button', { name: `Actions for ${LONG}` }).click();
    await seen(page.getByRole('menu'));
    await expectNoViolation(page, 'menu of a user');
    await page.getByRole('menuitem', { name: 'Change roles…' }).click();
    await seen(page.getByRole('checkbox'));
    await opened('roles of a user');
    await page.goto('/invitations?invite=new');
    await opened('invite');
    await page.getByRole('button', { name: `Actions for ${LONG}@example.com` }).click();
    await page.getByRole('menuitem', { name: 'Send again' }).click();
    await seen(page.getByRole('dialog', { name: 'Invitation ready' }));
    await expectNoViolation(page, 'invitation ready');
    await page.keyboard.press('Escape');
    await seen(page.getByText('It was not copied, and it is not shown again.'));
    await expectNoViolation(page, 'invitation ready, asking');
    await page.getByRole('button', { name: 'Close without it' }).click();
    await gone(page.getByRole('dialog'));
    await page.goto('/api-keys');
    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Report');
    await page.getByRole('dialog').getByText('View connections').click();
    await expectNoViolation(page, 'new key');
    await page.getByRole('button', { name: 'Create key' }).click();
    await seen(page.getByRole('dialog', { name: 'Report is ready' }));
    await expectNoViolation(page, 'key shown');
    await page.keyboard.press('Escape');
    await seen(page.getByText('It was not copied, and it is not shown again.'));
    await expectNoViolation(page, 'key shown, asking');
    await page.getByRole('button', { name: 'Close without it' }).click();
    await gone(page.getByRole('dialog'));
    for (const action of ['Rotate…', 'Where it was used…', 'End the former secret…', 'Revoke…']) {
      await chooseAction(page, LONG, action);
      await opened(action);
    }
    await page.goto('/service-accounts');
    await page.getByRole('button', { name: 'New service account' }).click();
    await page.getByRole('button', { name: 'Create service account' }).click();
    await seen(page.getByText('Name is required'));
    await opened('service account with errors');
    for (const action of ['Edit…', 'Deactivate…', 'Delete…']) {
      await chooseAction(page, LONG, action);
      await opened(action);
    }
    await page.getByRole('link', { name: '0 keys' }).click();
    await seen(page.getByText('No API keys yet'));
    await expectNoViolation(page, 'keys of a service account');
    await page.goto('/tenants');
    await page.getByRole('button', { name: 'New tenant' }).click();
    await opened('new tenant');
    await page.getByRole('button', { name: 'Delete Dialogs', exact: false }).first().click();
    await opened('delete tenant');
  });

  it('outside the shell, and where one may not look', async () => {
    const { tenant, link } = await populated('Outside');
    const stranger = await site().visit({ path: link });
    await seen(stranger.page.getByRole('button', { name: 'Create account and join' }));
    await stranger.page.getByRole('button', { name: 'Create account and join' }).click();
    await expectNoViolation(stranger.page, 'accept');
    await stranger.page.goto('/forgot-password');
    await stranger.page.getByRole('textbox', { name: 'E-mail' }).fill('a@example.com');
    await expectNoViolation(stranger.page, 'forgot');
    await stranger.page.getByRole('button', { name: 'Send the link' }).click();
    await seen(stranger.page.getByText('This installation sends no mail'));
    await expectNoViolation(stranger.page, 'no mail');
    await stranger.page.goto(`/reset-password#token=${'x'.repeat(43)}`);
    await seen(stranger.page.getByRole('button', { name: 'Set password' }));
    await expectNoViolation(stranger.page, 'reset');

    const user = await site().createUser([tenant], ['user:read']);
    const { page } = await site().visit({ user, path: '/roles' });
    await seen(page.getByText('People who can give it to you'));
    await expectNoViolation(page, 'no access');
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite' }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByText('People who can give it to you'));
    await expectNoViolation(page, 'why');
  });
});

it('a window of 320 px never scrolls sideways, and has targets of at least 24 px', async () => {
  const { link } = await populated('Slim');
  const viewport = { width: 320, height: 700 };
  const { page } = await site().visit({ user: OPERATOR, context: { viewport } });
  const stranger = await site().visit({ context: { viewport } });
  const fits = async (at: Page, where: string) => {
    const found = await at.evaluate(() => {
      const small = [
        ...document.querySelectorAll('main a, main button, main select, main summary, [role=dialog] button'),
      ]
        .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
        .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(({ html }) => html);
      return { overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth, small };
    });
    expect({ where, ...found }).toEqual({ where, overflow: 0, small: [] });
  };
  for (const [path, ready] of PAGES) {
    await page.goto(path);
    await ready(page);
    await fits(page, path);
  }
  await page.goto('/invitations?invite=new');
  await seen(page.getByRole('dialog'));
  await fits(page, 'invite');
  await page.goto('/roles');
  await page.getByRole('button', { name: 'New role' }).click();
  await seen(page.getByRole('checkbox'));
  await fits(page, 'new role');
  for (const path of [link, '/forgot-password', `/reset-password#token=${'x'.repeat(43)}`]) {
    await stranger.page.goto(path);
    await seen(stranger.page.getByRole('button'));
    await fits(stranger.page, path);
  }
});
