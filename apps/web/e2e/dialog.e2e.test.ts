import { describe, expect, it } from 'vitest';
import { chooseAction, everythingOn, fillAddress, gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();

/** A tenant with one tested connection, and its admin looking at the list. */
async function withConnection(name: string): Promise<Visit & { id: string }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const id = await site().createConnection(tenant, { name: 'shop' });
  const visit = await site().visit({ user, path: '/connections' });
  await seen(rowOf(visit.page, 'shop'));
  return { ...visit, id };
}

describe('a test of what is not saved', () => {
  it('shows the stage that failed and the remedy, and the secret nowhere', async () => {
    const { page } = await withConnection('Wrong password');
    const secret = 'Irrweg-4711-geheim';
    site().secrets.add(secret);
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await fillAddress(dialog, { ...site().target, password: secret });
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    await seen(dialog.getByText(/Failed to sign in to the database server\./));
    const failed = dialog.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'Failed:' }) });
    expect(await failed.allTextContents()).toEqual([expect.stringMatching(/^Sign in/)]);
    const report = await dialog.getByText(/Failed to sign in/).textContent();
    expect(report?.length).toBeGreaterThan('Failed to sign in to the database server.'.length);
    await dialog.getByLabel('Password', { exact: true }).fill('');
    expect(await everythingOn(page)).not.toContain(secret);
  });

  it('says in the dialog when the test itself could not take place', async () => {
    const visit = await withConnection('No test');
    visit.expectFault(/net::ERR_FAILED/);
    await visit.page.route(/connections\.watchTest\b/, (route) => route.abort());
    await visit.page.keyboard.press('c');
    const dialog = visit.page.getByRole('dialog');
    await fillAddress(dialog, site().target);
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    await seen(dialog.getByText('The server cannot be reached. Check your network and try again.'));
  });
});

describe('the fields', () => {
  it('belong to the chosen type, and the port follows it until it is edited by hand', async () => {
    const { page } = await withConnection('Kinds');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    const port = dialog.getByRole('textbox', { name: 'Port' });
    for (const [kind, number, field] of [
      ['PostgreSQL', '5432', 'Schema'],
      ['MySQL', '3306', 'Schema'],
      ['SQL Server', '1433', 'Instance Name'],
      ['Databricks', '443', 'HTTP Path'],
      ['Snowflake', '443', 'Warehouse'],
    ] as const) {
      await dialog.getByText(kind, { exact: true }).click();
      await eventually(() => port.inputValue()).toBe(number);
      await seen(dialog.getByRole('textbox', { name: field }));
    }
    expect(await dialog.getByRole('textbox', { name: 'HTTP Path' }).count()).toBe(0);
    await port.fill('15432');
    await dialog.getByText('PostgreSQL', { exact: true }).click();
    expect(await port.inputValue()).toBe('15432');
  });

  it('are filled from a pasted URL', async () => {
    const { page, context } = await withConnection('Paste');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    const host = dialog.getByRole('textbox', { name: 'Host' });
    await page.evaluate(() => navigator.clipboard.writeText('mysql://ada:s3cr%40t@db.acme.example:3307/sales'));
    await host.focus();
    await page.keyboard.press('Control+V');
    await eventually(() => host.inputValue()).toBe('db.acme.example');
    expect(await dialog.getByRole('radio', { name: 'MySQL' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('textbox', { name: 'Port' }).inputValue()).toBe('3307');
    expect(await dialog.getByRole('textbox', { name: 'Database Name' }).inputValue()).toBe('sales');
    expect(await dialog.getByRole('textbox', { name: 'Username' }).inputValue()).toBe('ada');
    expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('s3cr@t');
  });
});

describe('an edit', () => {
  it('never receives the password, and keeps it when the field stays blank', async () => {
    const { page } = await withConnection('Keeps');
    await chooseAction(page, 'shop', 'Edit…');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    const password = dialog.getByLabel('Password', { exact: true });
    await seen(dialog.getByText('Leave blank to keep existing'));
    expect(await password.inputValue()).toBe('');
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe(site().target.host);
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Renamed with care');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    await seen(rowOf(page, 'shop').getByText('Renamed with care'));
    await page.getByRole('button', { name: 'Test shop' }).click();
    await seen(rowOf(page, 'shop').getByText('Connected'));
    expect(await everythingOn(page)).not.toContain(site().target.password);
  });

  it('explains the seal when the destination changes, and asks for the password until it is entered', async () => {
    const { page, expectFault } = await withConnection('Seals');
    // Its tables are asked for where its own page is open, and no database is: CREDENTIAL_REENTRY_REQUIRED.
    expectFault(/status of 502/);
    await chooseAction(page, 'shop', 'Edit…');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    const host = dialog.getByRole('textbox', { name: 'Host' });
    await host.fill('localhost');
    await seen(dialog.getByText(/belongs to the saved destination\. It is kept but sealed/));
    await host.fill(site().target.host);
    await gone(dialog.getByText(/kept but sealed/));
    await host.fill('localhost');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    const sealed = rowOf(page, 'shop').getByText('The credential must be entered again.');
    await seen(sealed);
    await rowOf(page, 'shop').getByRole('button', { name: 'Test' }).click();
    await seen(rowOf(page, 'shop').getByText('Failed', { exact: true }));
    await seen(sealed);
    // Said once, and not again as what the test found.
    const again = 'for another destination';
    expect(await rowOf(page, 'shop').getByText(again).count()).toBe(0);
    await rowOf(page, 'shop').getByRole('link', { name: 'shop' }).click();
    const head = page.getByRole('main').locator('header');
    await seen(head.getByText(again));
    expect(await head.getByText(again).count()).toBe(1);
    await page.reload();
    await seen(head.getByText(/^The stored credential is sealed/));
    expect(await head.getByText(again).count()).toBe(1);
    await page.goto('/connections');
    await chooseAction(page, 'shop', 'Edit…');
    await seen(dialog.getByText(/stored credential is sealed: it was entered for another destination/));
    await host.fill(site().target.host);
    await dialog.getByLabel('Password', { exact: true }).fill(site().target.password);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(rowOf(page, 'shop').getByText('The credential must be entered again.'));
  });

  it('replaces what is stored as a whole, and says so', async () => {
    const { page } = await withConnection('Replaces');
    await chooseAction(page, 'shop', 'Edit…');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    await seen(dialog.getByText('which one is not shown', { exact: false }));
    await dialog.getByRole('button', { name: 'Access token', exact: true }).click();
    await seen(dialog.getByText('Leave blank to keep existing'));
    await dialog.getByLabel('Access token').first().fill('eyJ-ersatz');
    site().secrets.add('eyJ-ersatz');
    await seen(dialog.getByText(/replaced as a whole: enter every part/));
    expect(await dialog.getByRole('button', { name: 'Remove stored credential' }).count()).toBe(0);
    const sent = page.waitForRequest(/connections\.update/);
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    expect((await sent).postDataJSON().credential).toEqual({ type: 'token', token: 'eyJ-ersatz' });
    await gone(dialog);
  });

  it('removes the stored credential only on purpose', async () => {
    const { page, id } = await withConnection('Removes');
    const stored = async () => {
      const [row] = await site().database.query('select encrypted_credential from data_connections where id = $1', [
        id,
      ]);
      return row?.encrypted_credential;
    };
    expect(await stored()).toBeTruthy();
    await chooseAction(page, 'shop', 'Edit…');
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    await dialog.getByRole('button', { name: 'Remove stored credential' }).click();
    await seen(dialog.getByText('The stored credential is removed when you save.'));
    expect(await dialog.getByLabel('Password', { exact: true }).isDisabled()).toBe(true);
    await seen(dialog.getByRole('button', { name: 'Keep stored credential' }));
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await gone(dialog);
    await eventually(stored).toBeNull();
  });
});

describe('a delete', () => {
  it('asks first, and Undo brings the connection back with its password', async () => {
    const { page } = await withConnection('Deletes');
    await chooseAction(page, 'shop', 'Delete…');
    const question = page.getByRole('alertdialog', { name: 'Delete shop?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await gone(question);
    await seen(rowOf(page, 'shop'));

    await chooseAction(page, 'shop', 'Delete…');
    await question.getByRole('button', { name: 'Delete connection' }).click();
    await seen(page.getByText('No connections yet'));
    await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click();
    await seen(rowOf(page, 'shop'));
    await seen(page.getByText('shop restored'));
    await page.getByRole('button', { name: 'Test shop' }).click();
    await seen(rowOf(page, 'shop').getByText('Connected'));
  });

  it('on the page of the connection leads back to the list, where Undo works too', async () => {
    const { page, id } = await withConnection('Deletes there');
    await page.goto(`/connections/${id}`);
    await chooseAction(page, 'shop', 'Delete…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete connection' }).click();
    await seen(page.getByText('No connections yet'));
    expect(pageOf(page)).toBe('/connections');
    await page.getByRole('button', { name: 'Undo' }).click();
    await seen(rowOf(page, 'shop'));
  });
});
