import { createAuthority } from '@portolan/testing/postgres';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { holdPeer } from './support/held-peer.ts';
import { chooseAction, fillAddress, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();

async function populated(name: string) {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const good = await site().createConnection(tenant, { name: 'good', description: 'Works' });
  const bad = await site().createConnection(tenant, { name: 'bad', password: 'not-the-password' });
  await site().createConnection(tenant, { name: 'snow', dbType: 'snowflake', port: 443, useSsl: true });
  for (const id of [good, bad]) await site().rest('POST', `/api/connections/${id}/test`, { tenant });
  return { user, good, bad };
}

describe('axe finds nothing, in light and in dark', () => {
  it('on the pages', async () => {
    const { user, good, bad } = await populated('Pages');
    const outside = await site().visit({ path: '/sign-in' });
    await seen(outside.page.getByRole('button', { name: 'Sign in' }));
    await outside.page.getByRole('button', { name: 'Sign in' }).click();
    await expectNoViolation(outside.page, 'sign-in');

    const visit = await site().visit({ user, path: '/connections' });
    const { page } = visit;
    visit.expectFault(/status of 502/);
    await seen(rowOf(page, 'good').getByText('Connected'));
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await expectNoViolation(page, 'list');
    await page.goto('/connections?search=nothing');
    await seen(page.getByText('No connections match'));
    await expectNoViolation(page, 'no match');
    await page.goto(`/connections/${good}?schema=shop&table=orders`);
    await seen(page.getByRole('table', { name: 'Columns' }));
    await seen(page.getByRole('treeitem', { name: /^orders/ }));
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await seen(page.getByText(/Connection successful/));
    await expectNoViolation(page, 'explorer');
    await page.goto(`/connections/${bad}`);
    await seen(page.getByText('The database could not be charted'));
    await expectNoViolation(page, 'failed explorer');
  });

  it('on the pages for lost ways and narrow windows', async () => {
    const { user } = await populated('Narrow');
    const visit = await site().visit({ user, path: '/nowhere' });
    visit.expectFault(/status of 404/);
    const { page } = visit;
    await seen(page.getByRole('heading', { level: 1 }));
    await expectNoViolation(page, 'not found');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/connections');
    await seen(page.getByRole('grid', { name: 'Connections' }).getByText('Connected'));
    await expectNoViolation(page, 'cards');
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await seen(page.getByRole('navigation', { name: 'Main' }));
    await expectNoViolation(page, 'drawer');
  });

  it('in the menus, the palette, questions and messages', async () => {
    const { user } = await populated('Overlays');
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'good'));
    for (const name of [/^More actions for good/, /^Tenant:/, /^Account:/]) {
      await page.getByRole('button', { name }).click();
      await seen(page.getByRole('menu'));
      await expectNoViolation(page, `menu ${name}`);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('option', { name: /New connection/ }));
    await expectNoViolation(page, 'palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await seen(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    await expectNoViolation(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await chooseAction(page, 'bad', 'Delete…');
    await seen(page.getByRole('alertdialog'));
    await expectNoViolation(page, 'delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete connection' }).click();
    await seen(page.getByRole('button', { name: 'Undo' }));
    await expectNoViolation(page, 'toast');
  });

  it('in the course of a test and in its report', async () => {
    const { user } = await populated('Report');
    await using peer = await holdPeer(site().target);
    const { page } = await site().visit({ user, path: '/connections?dialog=new' });
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await fillAddress(dialog, { ...peer.target, password: 'not-the-password' });
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    await seen(dialog.locator('[aria-current=step]').filter({ hasText: 'Sign in' }));
    await expectNoViolation(page, 'running test');
    peer.release();
    await seen(dialog.getByText(/^Failed to sign in/));
    await expectNoViolation(page, 'failed test');
  });

  it('in the dialog of a connection', async () => {
    const { user } = await populated('Dialog');
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'good'));
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await seen(dialog);
    await page.keyboard.press('Control+Enter');
    await seen(dialog.getByText('Connection name is required'));
    await expectNoViolation(page, 'dialog with errors');
    await fillAddress(dialog, site().target);
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    await seen(dialog.getByText(/Connection successful/));
    await expectNoViolation(page, 'dialog with a test');
    await dialog.getByRole('button', { name: 'Paste a connection URL' }).click();
    await seen(dialog.getByRole('textbox', { name: 'Connection URL' }));
    await expectNoViolation(page, 'dialog with a URL');
    for (const kind of ['PostgreSQL', 'MySQL', 'SQL Server', 'Databricks', 'Snowflake']) {
      await dialog.getByText(kind, { exact: true }).click();
      const ways = dialog.getByRole('group', { name: 'Sign in with' }).getByRole('button');
      for (const way of await ways.all()) {
        await way.click();
        await expectNoViolation(page, `dialog for ${kind}, ${await way.textContent()}`);
      }
      await expectNoViolation(page, `dialog for ${kind}`);
    }
    await dialog.getByRole('button', { name: 'Key pair' }).click();
    await dialog.getByRole('textbox', { name: 'CA Certificate' }).fill(createAuthority().ca);
    await dialog.getByRole('textbox', { name: 'Private key' }).fill(createAuthority().ca);
    await seen(dialog.getByText(/This is a certificate/));
    await expectNoViolation(page, 'dialog with PEM texts');
    await page.keyboard.press('Escape');
    await seen(dialog.getByText('Discard what you entered?'));
    await expectNoViolation(page, 'discard');
  });
});
